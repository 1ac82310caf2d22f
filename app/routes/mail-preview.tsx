import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { notFound } from '#app/features/access/require.server.ts';
import { isLanguage, LANGUAGE_NAMES } from '#app/features/language/language.ts';
import { previewMails } from '#app/mail-previews.ts';
import { env } from '#app/platform/env.server.ts';
import { Card } from '#app/ui/card.tsx';
import { PageHeading } from '#app/ui/page.tsx';
import { LANGUAGES } from '#reports/catalogue.ts';

export const meta: MetaFunction = () => [{ title: titleOf('Mails') }, { name: 'robots', content: 'noindex' }];

/** Made-up content, and in production no page at all. */
export function loader({ request }: LoaderFunctionArgs) {
  if (env().mode === 'production') throw notFound();
  const asked = new URL(request.url).searchParams.get('language') ?? 'en';
  const language = isLanguage(asked) ? asked : 'en';
  return { language, mails: previewMails(language) };
}

export default function MailPreview() {
  const { language, mails } = useLoaderData<typeof loader>();
  return (
    <div>
      <PageHeading title="Mails" lead="As they read in each language, as text and as HTML. In development only." />
      <nav aria-label="Languages" className="mb-6 flex flex-wrap gap-4">
        {LANGUAGES.map((code) => (
          <Link
            key={code}
            to={`?language=${code}`}
            aria-current={code === language ? 'page' : undefined}
            className="text-accent underline underline-offset-2 aria-[current=page]:font-bold aria-[current=page]:text-ink"
          >
            {LANGUAGE_NAMES[code]}
          </Link>
        ))}
      </nav>
      <div className="grid gap-6" lang={language}>
        {mails.map(({ kind, subject, paragraphs, text }) => (
          <Card key={kind} title={subject}>
            <p className="mb-3 text-sm text-ink-soft" lang="en">
              {kind}
            </p>
            <div className="grid gap-6 lg:grid-cols-2">
              <pre className="min-w-0 rounded-md bg-sunken p-3 text-sm whitespace-pre-wrap">{text}</pre>
              <div className="grid content-start gap-3">
                {paragraphs.map((paragraph, index) => (
                  <p key={index}>
                    {typeof paragraph === 'string' ? (
                      paragraph
                    ) : (
                      <span className="text-accent underline underline-offset-2">{paragraph.label}</span>
                    )}
                  </p>
                ))}
              </div>
            </div>
          </Card>
        ))}
      </div>
    </div>
  );
}

import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';

import { theAcademy } from '#app/features/language/academy.ts';
import { findActor } from '#app/features/access/actors.server.ts';
import { homeOf } from '#app/features/access/navigation.ts';
import { pageLanguage } from '#app/features/access/page-language.server.ts';
import { elsewhere } from '#app/features/access/require.server.ts';
import { useMessages } from '#app/features/language/use-language.tsx';
import { listReportedFields } from '#app/features/people/notice.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Icon } from '#app/ui/icon.tsx';

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await findActor(request);
  if (actor) throw elsewhere(homeOf(actor));
  return { reported: listReportedFields(await pageLanguage(request)) };
}

const PROMISES = [
  { icon: 'learning', name: 'learn' },
  { icon: 'shield', name: 'nothingMore' },
  { icon: 'reports', name: 'onRecord' },
] as const;

export default function Start() {
  const { reported } = useLoaderData<typeof loader>();
  const { start: words, shell } = useMessages();
  return (
    <div className="grid gap-12">
      <section className="grid max-w-2xl gap-4 md:py-6">
        <p className="font-semibold text-accent">{theAcademy().name}</p>
        <h1 className="text-2xl font-bold text-balance md:text-[40px] md:leading-[46px]">{words.title}</h1>
        <p className="text-lg text-ink-soft">{words.lead}</p>
        <div className="flex flex-wrap gap-2">
          <ButtonLink to="/sign-in" look="primary">
            {words.signIn}
            <Icon name="arrow-right" />
          </ButtonLink>
          <ButtonLink to="/register">{words.register}</ButtonLink>
          <ButtonLink to="/support" look="quiet">
            {shell.help}
          </ButtonLink>
        </div>
      </section>
      <ul className="grid gap-8 md:grid-cols-3">
        {PROMISES.map(({ icon, name }) => (
          <li key={name} className="grid content-start gap-2">
            <span className="grid size-10 place-items-center rounded-md bg-accent-tint text-accent">
              <Icon name={icon} />
            </span>
            <h2 className="text-lg font-semibold">{words.promises[name].title}</h2>
            <p className="text-ink-soft">{words.promises[name].text}</p>
          </li>
        ))}
      </ul>
      <section className="grid gap-4">
        <div>
          <h2 className="text-xl font-semibold">{words.told.title}</h2>
          <p className="mt-1 max-w-prose text-ink-soft">{words.told.text}</p>
        </div>
        <div className="grid gap-4 md:grid-cols-2">
          {reported.map(({ sheet, fields }) => (
            <Card key={sheet}>
              <h3 className="text-lg font-semibold">{words.told[sheet].title}</h3>
              <ul className="mt-3 flex flex-wrap gap-2">
                {fields.map((field) => (
                  <li key={field} className="rounded-sm bg-sunken px-2 py-0.5">
                    {field}
                  </li>
                ))}
              </ul>
              <p className="mt-3 text-sm text-ink-soft">{words.told[sheet].note}</p>
            </Card>
          ))}
        </div>
        <p>
          <Link to="/notice" className="text-accent underline underline-offset-2">
            {words.readNotice}
          </Link>
        </p>
      </section>
    </div>
  );
}

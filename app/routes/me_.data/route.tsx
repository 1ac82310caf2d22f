import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';

import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { found, requireActor } from '#app/features/access/require.server.ts';
import type { Messages } from '#app/features/language/messages.ts';
import { titled, useMessages } from '#app/features/language/use-language.tsx';
import { memberNames, privacyContacts } from '#app/features/settings/brand.server.ts';
import { listCountries } from '#app/features/people/notices.server.ts';
import { NoticeBanner } from '#app/features/notices/notice-banner.tsx';
import { showNoticeNews } from '#app/features/notices/own-notice.server.ts';
import { findOwnData, readKnown } from '#app/features/privacy/own-data.server.ts';
import { readOwnChange, readTyped } from '#app/features/privacy/own-data-forms.ts';
import type { DataDone } from '#app/features/privacy/own-data.ts';
import { makeOwnChange } from '#app/features/privacy/make-own-change.server.ts';
import { Notice } from '#app/ui/notice.tsx';
import { formatsIn } from '#app/ui/format.ts';
import { PageHeading } from '#app/ui/page.tsx';

import { Changes } from './changes.tsx';
import { Consents } from './consents.tsx';
import { KeptFields } from './kept-fields.tsx';
import type { Posted } from './posted.ts';
import { Requests } from './requests.tsx';
import { Downloads, Rights } from './rights.tsx';
import { Sent, Told } from './sent.tsx';

export const meta = titled((words) => words.privacy.title);

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'data:read');
  const own = found(await findOwnData(actor));
  return {
    own,
    news: await showNoticeNews(actor),
    countries: formatsIn(own.person.language).nameCountries(await listCountries()),
    member: memberNames()[own.employments.find(({ endedOn }) => endedOn === null)?.countryCode ?? ''] ?? null,
    authority: privacyContacts().authority.name,
    officer: privacyContacts().officer,
    languageChosen: new URL(request.url).searchParams.get('language') === 'chosen',
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'data:change');
  const form = await readForm(request);
  const read = readOwnChange(form, await listCountries(), await readKnown(actor));
  if (!read.ok) return data({ ...read.reason, typed: readTyped(form) } satisfies Posted as Posted, { status: 400 });
  if (read.value.intent === 'address') {
    await requireActor(request, 'address:change');
    await limitActor('new-address:actor', actor);
  }
  await limitActor('own-change:actor', actor, read.value.intent);
  const done = await makeOwnChange(actor, read.value);
  // Asked anew, the page is in the new language.
  if (done === 'language-chosen') return redirect('/me/data?language=chosen');
  return data({ intent: read.value.intent, done } satisfies Posted as Posted);
}

/** Nothing was changed. */
const NO_NEWS: ReadonlySet<DataDone> = new Set(['unchanged', 'asked-already', 'kept-by-law']);

function Answer({ posted }: { posted: Posted | undefined }) {
  const words = useMessages().privacy;
  if (posted === undefined) return null;
  if (posted.done === undefined)
    return (
      <Notice tone="danger" title={posted.intent === '' ? words.unreadable : words.faultTitle} live className="mb-5">
        {Object.values(posted.faults ?? {}).map((fault) => (
          <p key={fault}>{words.faults[fault]}</p>
        ))}
      </Notice>
    );
  const isNews = !NO_NEWS.has(posted.done);
  return <Notice tone={isNews ? 'success' : 'info'} title={words.saved[posted.done]} live className="mb-5" />;
}

const SECTIONS = [
  { id: 'fields', titleOf: (words: Words) => words.fields.title },
  { id: 'correct', titleOf: (words: Words) => words.correct.title },
  { id: 'sent', titleOf: (words: Words) => words.sent.title },
  { id: 'told', titleOf: (words: Words) => words.told.title },
  { id: 'consents', titleOf: (words: Words) => words.consents.title },
  { id: 'downloads', titleOf: (words: Words) => words.downloads.title },
  { id: 'rights', titleOf: (words: Words) => words.rights.title },
  { id: 'requests', titleOf: (words: Words) => words.requests.title },
] as const;
type Words = Messages['privacy'];

export default function MyData() {
  const { own, news, countries, member, authority, officer, languageChosen } = useLoaderData<typeof loader>();
  const posted = useActionData<typeof action>();
  const words = useMessages().privacy;
  const chosen: Posted | undefined = languageChosen ? { intent: 'language', done: 'language-chosen' } : undefined;
  return (
    <div className="max-w-[960px]">
      <PageHeading title={words.title} lead={words.lead} />
      <Answer posted={posted ?? chosen} />
      <NoticeBanner news={news} />
      <nav aria-label={words.title} className="mb-5">
        <ul className="flex flex-wrap gap-x-5 gap-y-1.5 max-sm:grid max-sm:divide-y max-sm:divide-line max-sm:rounded-md max-sm:border max-sm:border-line max-sm:bg-surface">
          {SECTIONS.map(({ id, titleOf }) => (
            <li key={id}>
              <a
                href={`#${id}`}
                className="text-accent underline-offset-2 hover:underline max-sm:block max-sm:px-4 max-sm:py-2.5"
              >
                {titleOf(words)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="grid grid-cols-1 gap-6">
        <div id="fields">
          <KeptFields own={own} countries={countries} />
        </div>
        <div id="correct">
          <Changes own={own} countries={countries} posted={posted} />
        </div>
        <div id="sent">
          <Sent disclosures={own.disclosures} />
        </div>
        <div id="told">
          <Told told={own.told} />
        </div>
        <div id="consents">
          <Consents entries={own.consents} member={member} />
        </div>
        <div id="downloads">
          <Downloads />
        </div>
        <div id="rights">
          <Rights own={own} officer={officer} posted={posted} />
        </div>
        <div id="requests">
          <Requests requests={own.requests} authority={authority} />
        </div>
      </div>
    </div>
  );
}

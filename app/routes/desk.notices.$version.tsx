import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { found, readId, requireActor } from '#app/features/access/require.server.ts';
import { compareScopes, nameLanguage, nameScope } from '#app/features/notices/draft.ts';
import { NoticeChanges } from '#app/features/notices/notice-changes.tsx';
import { findVersion, type ToldPerson } from '#app/features/notices/standing.server.ts';
import { isStand, PEOPLE_A_PAGE, STAND_WORDS, STANDS } from '#app/features/notices/stands.ts';
import { changesBetween } from '#app/features/people/notice-changes.ts';
import { noonOf } from '#app/platform/noon.ts';
import { Card } from '#app/ui/card.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { counted, formatDay, formatDayTime, formatNumber } from '#app/ui/format.ts';
import { PageHeading } from '#app/ui/page.tsx';
import { Paging } from '#app/ui/paging.tsx';
import { Chips, Tabs } from '#app/ui/tabs.tsx';
import { LANGUAGES } from '#reports/catalogue.ts';

import { NoticeText } from './notice/notice-versions.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Privacy notice') }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'notice:list');
  const parameters = new URL(request.url).searchParams;
  const [who, typedPage] = [parameters.get('who'), parameters.get('page') ?? '1'];
  const stand = isStand(who) ? who : null;
  const page = /^[1-9]\d{0,5}$/.test(typedPage) ? Number(typedPage) : 1;
  const part = parameters.get('part');
  const language = LANGUAGES.find((known) => known === part) ?? 'en';
  const { version, texts, scopes, before, people } = found(
    await findVersion(actor, readId(params['version']), { stand, page }),
  );
  const differing = compareScopes(before?.scopes ?? [], scopes);
  return {
    version,
    stand,
    page,
    people,
    language,
    languages: LANGUAGES.filter((known) => texts[known] !== undefined),
    text: texts[language] ?? '',
    since: before?.version ?? null,
    changes: before === null ? [] : changesBetween(before.texts[language] ?? '', texts[language] ?? '', language),
    scopes: scopes.map(nameScope),
    added: before === null ? [] : differing.added.map(nameScope),
    removed: differing.removed.map(nameScope),
  };
}

const when = (instant: Date | null) => (instant === null ? '–' : formatDayTime(instant));

const MAIL_WORDS: Readonly<Record<string, string>> = {
  queued: 'waits to be sent',
  sending: 'is being sent',
  dead: 'could not be sent',
  dropped: 'was not needed any more',
};

const COLUMNS: readonly Column<ToldPerson>[] = [
  { id: 'name', header: 'Name', cell: ({ name }) => name },
  { id: 'email', header: 'Address', className: 'wrap-anywhere', cell: ({ email }) => email },
  { id: 'own', header: 'Under version', align: 'right', cell: ({ own }) => own ?? 'none' },
  {
    id: 'mailed',
    header: 'Mail',
    cell: ({ mailedAt, mail }) => (mailedAt === null ? (MAIL_WORDS[mail ?? ''] ?? '–') : formatDayTime(mailedAt)),
  },
  { id: 'seen', header: 'Seen', cell: ({ seenAt }) => when(seenAt) },
  {
    id: 'answer',
    header: 'Answer',
    cell: ({ answer, answeredAt }) => (answer === null ? '–' : `${STAND_WORDS[answer]}, ${when(answeredAt)}`),
  },
  { id: 'applied', header: 'Applies since', cell: ({ appliedAt }) => when(appliedAt) },
];

function People() {
  const { version, stand, page, people } = useLoaderData<typeof loader>();
  if (version.announcedAt === null)
    return (
      <Empty icon="staff" title="Nobody was told of it by mail">
        It was the notice when people registered, or was there before anybody was.
      </Empty>
    );
  return (
    <>
      <div className="border-b border-line px-4 py-3">
        <Chips
          label="How people stand"
          chips={STANDS.map((one) => ({
            to: `/desk/notices/${version.version}?who=${one}`,
            label: STAND_WORDS[one],
            count: formatNumber(version[one]),
            current: stand === one,
          }))}
        />
      </div>
      {stand === null ? (
        <p className="px-4 py-3 text-ink-soft">Choose one of them to see who it is. That you look is recorded.</p>
      ) : people.length === 0 ? (
        <Empty icon="staff" title="Nobody">
          Nobody stands so.
        </Empty>
      ) : (
        <>
          <DataTable stacks caption={STAND_WORDS[stand]} columns={COLUMNS} rows={people} rowKey={({ id }) => id} />
          <div className="border-t border-line px-4 py-3">
            <Paging offset={(page - 1) * PEOPLE_A_PAGE} limit={PEOPLE_A_PAGE} total={version[stand]} />
          </div>
        </>
      )}
    </>
  );
}

export default function NoticeVersionPage() {
  const { version, language, languages, text, since, changes, scopes, added, removed } = useLoaderData<typeof loader>();
  const day = formatDay(noonOf(version.publishedOn));
  return (
    <div className="max-w-[1080px]">
      <PageHeading
        crumbs={[{ to: '/desk/notices', label: 'Privacy notices' }]}
        title={`Version ${version.version}`}
        lead={`In force ${version.isAhead ? 'from' : 'since'} ${day}; ${counted(version.holders, 'person is', 'people are')} under it.`}
      />
      <div className="grid grid-cols-1 gap-4">
        <Card title="Who was told" flush>
          <People />
        </Card>
        <Card title="What it says" flush>
          <Tabs
            label="Languages"
            tabs={languages.map((one) => ({
              to: `/desk/notices/${version.version}?part=${one}`,
              label: nameLanguage(one),
              current: one === language,
            }))}
          />
          <div className="grid items-start gap-4 p-4 md:grid-cols-2">
            <NoticeText body={text} language={language} />
            {since === null ? null : (
              <section aria-label="Changes" className="grid content-start gap-2">
                <h3 className="font-semibold">What changed from version {since}</h3>
                <NoticeChanges changes={changes} language={language} />
              </section>
            )}
          </div>
        </Card>
        <Card title="What it tells people goes to whom">
          {added.length > 0 ? <p className="mb-2">New: {added.join('; ')}.</p> : null}
          {removed.length > 0 ? <p className="mb-2">No more: {removed.join('; ')}.</p> : null}
          <details>
            <summary className="cursor-pointer font-medium text-accent">
              {counted(scopes.length, 'field')} in all
            </summary>
            <ul className="mt-2 columns-1 gap-6 sm:columns-2">
              {scopes.map((scope) => (
                <li key={scope}>{scope}</li>
              ))}
            </ul>
          </details>
        </Card>
      </div>
    </div>
  );
}

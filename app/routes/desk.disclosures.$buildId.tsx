import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';

import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { found, readId, requireActor } from '#app/features/access/require.server.ts';
import { CHANNEL_WORDS } from '#app/features/agreements/terms.ts';
import { nameOfAny } from '#app/features/language/field-names.ts';
import { titleOf } from '#app/features/language/academy.ts';
import { findFile, type FileRow } from '#app/features/reporting/file-people.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Card, Facts } from '#app/ui/card.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { formatDayTime, formatNumber, formatPeriod } from '#app/ui/format.ts';
import { PageHeading } from '#app/ui/page.tsx';
import { Chips } from '#app/ui/tabs.tsx';

import { nameOfSheet } from './desk.disclosures._index/left-tables.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('A file that was made') }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'disclosure:search');
  await limitActor('search:actor', actor);
  const { searchParams } = new URL(request.url);
  const typed = searchParams.get('after') ?? '';
  const after = /^\d{1,7}$/.test(typed) ? Number(typed) : 0;
  return found(await findFile(actor, readId(params['buildId']), searchParams.get('sheet'), after));
}

const COLUMNS: readonly Column<FileRow>[] = [
  {
    id: 'row',
    header: 'Row',
    align: 'right',
    // A spreadsheet counts the headers as row 1.
    cell: ({ sheetRow }) => formatNumber(sheetRow + 1),
  },
  {
    id: 'who',
    header: 'Who',
    cell: ({ name, personId }) =>
      personId === null ? (
        <span className="text-ink-soft">erased since</span>
      ) : (
        <Link to={`/desk/disclosures?person=${personId}`} className="text-accent underline-offset-2 hover:underline">
          <bdi>{name}</bdi>
        </Link>
      ),
  },
  { id: 'email', header: 'E-mail', cell: ({ email }) => email },
];

const isChannel = (channel: string): channel is keyof typeof CHANNEL_WORDS => channel in CHANNEL_WORDS;

export default function MadeFile() {
  const { file, sheet, rows, next } = useLoaderData<typeof loader>();
  const here = `/desk/disclosures/${file.buildId}`;
  return (
    <>
      <PageHeading
        crumbs={[{ to: '/desk/disclosures', label: 'Disclosures' }]}
        title={`${file.recipient}, ${formatPeriod(file.period)}`}
        lead="Whose row stands where in this file, from the record that was made with it. That you looked is recorded."
        actions={
          <>
            <ButtonLink reloadDocument to={`${here}/people.csv`}>
              People as CSV
            </ButtonLink>
            <ButtonLink to={`/desk/breaches/new?${new URLSearchParams({ kind: 'lost-file', sha256: file.sha256 })}`}>
              It is lost …
            </ButtonLink>
          </>
        }
      />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_360px]">
        <Card flush>
          <div className="border-b border-line px-4 py-3">
            <Chips
              label="Sheets"
              chips={file.sheets.map(({ id, rows: count }) => ({
                to: `${here}?sheet=${id}`,
                label: nameOfSheet(id),
                count: formatNumber(count),
                current: id === sheet,
              }))}
            />
          </div>
          {rows.length === 0 ? (
            <Empty icon="reports" title={sheet === null ? 'No sheet of this file is about somebody' : 'No row'} />
          ) : (
            <DataTable caption="Rows" columns={COLUMNS} rows={rows} rowKey={({ sheetRow }) => sheetRow} />
          )}
          {next === null ? null : (
            <div className="border-t border-line px-4 py-3 text-right">
              <Link
                to={`?${new URLSearchParams({ sheet: sheet ?? '', after: String(next) })}`}
                className="font-medium text-accent underline-offset-2 hover:underline"
              >
                Next rows
              </Link>
            </div>
          )}
        </Card>
        <Card title="The file">
          <Facts
            facts={[
              { term: 'Made', value: formatDayTime(file.builtAt) },
              { term: 'Agreement', value: `version ${file.version}` },
              { term: 'Build', value: String(file.number) },
              ...file.deliveries.map(({ channel, publishedAt, disclosedAt }) => ({
                term: isChannel(channel) ? `By ${CHANNEL_WORDS[channel]}` : channel,
                value:
                  disclosedAt !== null
                    ? `left ${formatDayTime(new Date(disclosedAt))}`
                    : publishedAt !== null
                      ? 'published, not fetched'
                      : 'did not leave',
              })),
              { term: 'Kept here', value: file.removedAt === null ? 'yes' : `gone ${formatDayTime(file.removedAt)}` },
            ]}
          />
          <p className="mt-3 text-sm text-ink-soft">SHA-256</p>
          <code className="block font-mono text-sm break-all select-all">{file.sha256}</code>
          {file.sheets.map(({ id, fields }) => (
            <div key={id} className="mt-3">
              <p className="text-sm text-ink-soft">{nameOfSheet(id)}</p>
              <p className="text-sm">{fields.map((field) => nameOfAny(field, 'en')).join(', ')}</p>
            </div>
          ))}
        </Card>
      </div>
    </>
  );
}

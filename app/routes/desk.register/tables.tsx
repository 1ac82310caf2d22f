// The parts of the record of processing, as tables.
import { CHANNEL_WORDS, nameOfDataset, nameOfField, RECIPIENT_WORDS } from '#app/features/agreements/terms.ts';
import { OWN_WAYS, SAFETY, WAYS } from '#app/features/privacy/processing-words.ts';
import type { Activity, Given, RecordOfProcessing } from '#app/features/privacy/record-of-processing.server.ts';
import { Card, Facts } from '#app/ui/card.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { counted } from '#app/ui/format.ts';

const Soft = ({ children }: { children: React.ReactNode }) => (
  <span className="block text-sm text-ink-soft">{children}</span>
);

const ACTIVITIES: readonly Column<Activity>[] = [
  {
    id: 'purpose',
    header: 'Purpose',
    className: 'align-top',
    cell: ({ name, purpose, tables }) => (
      <>
        <span className="font-medium">{purpose}</span>
        <details>
          <summary className="w-fit text-sm text-accent underline-offset-2 hover:underline">
            {name}: {counted(tables.flatMap(({ columns }) => columns).length, 'column')}
          </summary>
          <ul className="text-sm text-ink-soft">
            {tables.map(({ table, columns }) => (
              <li key={table}>
                <code>{table}</code>: {columns.join(', ')}
              </li>
            ))}
          </ul>
        </details>
      </>
    ),
  },
  { id: 'subjects', header: 'About', className: 'align-top', cell: ({ subjects }) => subjects },
  { id: 'basis', header: 'Legal basis', className: 'align-top', cell: ({ basis }) => basis },
  {
    id: 'period',
    header: 'Kept',
    className: 'align-top',
    cell: ({ period, onErasure }) => (
      <>
        {period}
        <Soft>on erasure: {onErasure}</Soft>
      </>
    ),
  },
  {
    id: 'recipients',
    header: 'Given to',
    className: 'align-top',
    cell: ({ recipients }) => recipients.join(', ') || <span className="text-ink-soft">nobody</span>,
  },
];

const NAMED_AT_MOST = 12;

const GIVEN: readonly Column<Given>[] = [
  {
    id: 'who',
    header: 'Recipients',
    className: 'align-top',
    cell: ({ kind, recipients }) => (
      <>
        <span className="font-medium">{RECIPIENT_WORDS[kind]}</span>
        {recipients.length > NAMED_AT_MOST ? (
          <details>
            <summary className="w-fit text-sm text-accent underline-offset-2 hover:underline">
              {counted(recipients.length, 'recipient')}
            </summary>
            <Soft>{recipients.join('; ')}</Soft>
          </details>
        ) : (
          <Soft>{recipients.join('; ')}</Soft>
        )}
      </>
    ),
  },
  {
    id: 'what',
    header: 'Datasets and fields',
    className: 'align-top',
    cell: ({ datasets }) => (
      <ul className="grid gap-1">
        {datasets.map(({ dataset, fields }) => (
          <li key={dataset}>
            {dataset} {nameOfDataset(dataset)}
            <Soft>{fields.map(nameOfField).join(', ')}</Soft>
          </li>
        ))}
      </ul>
    ),
  },
  {
    id: 'how',
    header: 'How',
    className: 'align-top',
    cell: ({ channels, cadence }) => (
      <>
        {channels.map((channel) => CHANNEL_WORDS[channel]).join(', ')}
        <Soft>{cadence}</Soft>
      </>
    ),
  },
  { id: 'since', header: 'Since', className: 'align-top whitespace-nowrap', cell: ({ since }) => since },
];

type Way = (typeof OWN_WAYS)[number];
const WAY_COLUMNS: readonly Column<Way>[] = [
  { id: 'name', header: 'Channel', className: 'align-top font-medium', cell: ({ name }) => name },
  { id: 'how', header: 'How', className: 'align-top', cell: ({ how }) => how },
  { id: 'why', header: 'Why', className: 'align-top', cell: ({ why }) => why },
  { id: 'basis', header: 'Legal basis', className: 'align-top', cell: ({ basis }) => basis },
];

/** Cookies come in words: a browser knows those of its own language alone. */
export type ShownRecord = Omit<RecordOfProcessing, 'processors' | 'cookies'> & {
  readonly cookies: readonly { readonly name: string; readonly words: string }[];
};

export function RecordTables({ record }: { record: ShownRecord }) {
  const { activities, given, cookies, periods, controller } = record;
  return (
    <>
      <Card title="Who answers for it">
        <Facts
          facts={[
            { term: 'Controller', value: controller.name },
            { term: 'Data protection', value: `${controller.officer.name}, ${controller.officer.email}` },
            { term: 'Supervisory authority', value: controller.authority.name },
          ]}
        />
      </Card>
      <Card title="What is processed, and why" flush>
        <DataTable stacks caption="Processing" columns={ACTIVITIES} rows={activities} rowKey={({ name }) => name} />
      </Card>
      <Card title="Who is given what" flush>
        {given.length === 0 ? (
          <p className="px-4 pb-4 text-ink-soft">No agreement binds today: nobody is given anything.</p>
        ) : (
          <DataTable stacks caption="Recipients" columns={GIVEN} rows={given} rowKey={(_row, index) => index} />
        )}
      </Card>
      <Card title="By which ways" flush>
        <DataTable
          stacks
          caption="Channels"
          columns={WAY_COLUMNS}
          rows={[...Object.values(WAYS), ...OWN_WAYS]}
          rowKey={({ name }) => name}
        />
      </Card>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title="Periods that are set">
          <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1.5">
            {periods.map(({ label, value }) => (
              <div key={label} className="contents">
                <dt className="text-ink-soft">{label}</dt>
                <dd className="text-right whitespace-nowrap">{value}</dd>
              </div>
            ))}
          </dl>
        </Card>
        <Card title="Cookies">
          <Facts facts={cookies.map(({ name, words }) => ({ term: name, value: words }))} />
        </Card>
      </div>
      <Card title="How it is kept safe">
        <ul className="grid max-w-prose list-disc gap-1 pl-5">
          {SAFETY.map((measure) => (
            <li key={measure}>{measure}</li>
          ))}
        </ul>
      </Card>
    </>
  );
}

import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { Card } from '#app/ui/card.tsx';
import { counted, formatDay, formatMonth, formatNumber } from '#app/ui/format.ts';

import type { MergeSide, MergeSitting } from '#app/features/privacy/merge-side.ts';

type Line = { term: string; of: (side: MergeSide) => readonly string[] };

const said = ({ state, outcome }: MergeSitting): string =>
  outcome ?? (state === 'not-taken' ? 'not taken' : state === 'taken' ? 'taken, unknown' : state);

const marks = ({ restrictedAt, objectedAt, isBeingErased, informedAt }: MergeSide): string[] => [
  ...(restrictedAt === null ? [] : ['restricted']),
  ...(objectedAt === null ? [] : ['objected']),
  ...(isBeingErased ? ['to be erased'] : []),
  ...(informedAt === null ? ['not told yet what is held'] : []),
];

const LINES: readonly Line[] = [
  { term: 'Name', of: ({ firstName, lastName }) => [`${firstName} ${lastName}`.trim()] },
  { term: 'Address', of: ({ email }) => [email] },
  { term: 'Also known as', of: ({ aliases }) => aliases },
  { term: 'Phone', of: ({ phone }) => (phone === null ? [] : [phone]) },
  { term: 'Here since', of: ({ createdAt }) => [formatDay(createdAt)] },
  {
    term: 'Employments',
    of: ({ employments }) =>
      employments.map(
        ({ company, countryCode, jobRole, startedOn, endedOn, confirmedBy, concurrent }) =>
          `${company} (${countryCode}), ${jobRole}, since ${startedOn}${endedOn === null ? '' : `, until ${endedOn}`}${confirmedBy === null ? ', not confirmed' : ''}${concurrent ? ', second one' : ''}`,
      ),
  },
  {
    term: 'Workshops',
    of: ({ enrolments }) =>
      enrolments.map(
        ({ workshop, session, state, percent }) =>
          `${workshop}${session === null ? '' : ` (${session})`}: ${state === 'enrolled' ? `${percent} %` : state}`,
      ),
  },
  {
    term: 'Exams',
    of: ({ sittings }) =>
      sittings.map((sitting) => `${sitting.examCode}, ${formatMonth(sitting.month)}: ${said(sitting)}`),
  },
  {
    term: 'Consents',
    of: ({ consents }) =>
      consents.map(
        ({ consent, given, at }) => `${consent}: ${given ? 'given' : 'withdrawn'} on ${formatDay(new Date(at))}`,
      ),
  },
  { term: 'Notice', of: ({ notice }) => (notice === null ? [] : [`version ${notice.version}`]) },
  { term: 'Marks', of: marks },
  { term: 'Open requests', of: ({ openRequests }) => openRequests },
  {
    term: 'History',
    of: ({ counts: { progress, outcomes, disclosed } }) => [
      counted(progress, 'word on progress', 'words on progress'),
      counted(outcomes, 'outcome'),
      counted(disclosed, 'row given to recipients', 'rows given to recipients'),
    ],
  },
  { term: 'Work accounts', of: ({ accounts }) => [formatNumber(accounts)] },
  { term: 'Also staff', of: ({ staff }) => staff.map(({ name }) => name) },
  { term: 'Also fetches reports', of: ({ contacts }) => contacts.map(({ name }) => name) },
];

function Values({ values }: { values: readonly string[] }) {
  if (values.length === 0) return <span className="text-ink-soft">none</span>;
  return (
    <ul>
      {values.map((value, index) => (
        <li key={`${index} ${value}`} className="wrap-anywhere">
          <bdi>{value}</bdi>
        </li>
      ))}
    </ul>
  );
}

/** What each has, line by line; a line that neither has anything in is left out. */
export function SideBySide({ kept, gone }: { kept: MergeSide; gone: MergeSide }) {
  const columns: readonly Column<Line>[] = [
    {
      id: 'term',
      header: 'What',
      cell: ({ term }) => <span className="text-ink-soft">{term}</span>,
      className: 'align-top whitespace-nowrap',
    },
    {
      id: 'kept',
      header: 'Kept',
      cell: ({ of }) => <Values values={of(kept)} />,
      className: 'align-top',
    },
    {
      id: 'gone',
      header: 'Merged',
      cell: ({ of }) => <Values values={of(gone)} />,
      className: 'align-top',
    },
  ];
  const lines = LINES.filter(({ of }) => of(kept).length + of(gone).length > 0);
  return (
    <Card flush>
      <DataTable stacks caption="What each of the two has" columns={columns} rows={lines} rowKey={({ term }) => term} />
    </Card>
  );
}

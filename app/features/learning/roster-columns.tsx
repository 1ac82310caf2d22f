import type { GridColumn } from '#app/ui/data-grid/grid-column.ts';
import { ProgressBar } from '#app/ui/progress.tsx';

import type { Meeting } from './list-sessions.server.ts';
import { MARKS, meetingColumn, NOTE_LENGTH, readCell } from './roster-cells.ts';
import { dayOfMeeting, shortDayOfMeeting, timesOfMeeting } from './meeting-words.ts';
import type { RosterFilter, Sort } from './roster-filter.ts';
import type { RosterRow } from './roster.server.ts';

export type RosterGridRow = RosterRow & { readonly label: string };
type Column = GridColumn<RosterGridRow>;

const MARK_WORDS: Readonly<Record<string, string>> = { '': '–', yes: 'there', no: 'absent' };

function Mark({ value }: { value: string }) {
  if (value === 'yes') return <span className="font-bold text-success">✓</span>;
  if (value === 'no') return <span className="text-danger">✗</span>;
  return <span className="text-ink-soft">–</span>;
}

function Percent({ value }: { value: string }) {
  return (
    <span className="inline-flex items-center gap-2">
      <ProgressBar percent={Number(value)} className="w-14" />
      <span className="w-7 text-right">{value}</span>
    </span>
  );
}

const EDITED = {
  progress: {
    read: (typed: string) => readCell('progress', typed),
    show: (value: string) => <Percent value={value} />,
    say: (value: string) => `${value} %`,
    numeric: true,
    maxLength: 12,
  },
  mark: {
    read: (typed: string) => readCell('meeting-1', typed),
    show: (value: string) => <Mark value={value} />,
    say: (value: string) => MARK_WORDS[value] ?? value,
    among: MARKS,
    maxLength: 12,
  },
  note: {
    read: (typed: string) => readCell('note', typed),
    show: (value: string) => (
      <span className="truncate" title={value}>
        {value}
      </span>
    ),
    say: (value: string) => (value === '' ? 'nothing' : `“${value}”`),
    maxLength: NOTE_LENGTH,
  },
} as const;

/** The columns of a roster; `here` gives an address of this page with other parameters. */
export function rosterColumns(
  { meetings, zone }: { meetings: readonly Meeting[]; zone: string },
  filter: RosterFilter,
  here: (change: Readonly<Record<string, string | null>>) => string,
): Column[] {
  const sortBy = (sort: Sort): NonNullable<Column['sort']> => {
    const direction = filter.sort !== sort ? null : filter.descending ? 'descending' : 'ascending';
    return { to: here({ sort: direction === 'ascending' ? `-${sort}` : sort, page: null }), direction };
  };
  return [
    {
      id: 'name',
      header: 'Name',
      width: 'w-48 max-md:w-32',
      sort: sortBy('name'),
      show: ({ id, name }) => (
        <a
          href={here({ person: String(id) })}
          className="truncate font-medium hover:text-accent hover:underline"
          title={name}
        >
          {name}
        </a>
      ),
    },
    {
      id: 'company',
      header: 'Company',
      width: 'w-40',
      sort: sortBy('company'),
      show: ({ company }) => (
        <span className="truncate" title={company}>
          {company}
        </span>
      ),
    },
    {
      id: 'email',
      header: 'E-mail',
      width: 'w-52',
      sort: sortBy('email'),
      show: ({ email }) => (
        <span className="truncate text-ink-soft select-text" title={email}>
          {email}
        </span>
      ),
    },
    {
      id: 'progress',
      header: 'Progress',
      width: 'w-40',
      align: 'right',
      sort: sortBy('progress'),
      edit: EDITED.progress,
    },
    ...meetings.map((meeting): Column => ({
      id: meetingColumn(meeting.id),
      header: shortDayOfMeeting(meeting, zone),
      hint: `Attendance on ${dayOfMeeting(meeting, zone)}, ${timesOfMeeting(meeting, zone)}`,
      width: 'w-24',
      align: 'center',
      edit: EDITED.mark,
    })),
    {
      id: 'note',
      header: 'Note',
      hint: 'In no report; the person can read it',
      width: 'w-64 grow',
      edit: EDITED.note,
    },
  ];
}

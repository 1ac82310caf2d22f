import { Link } from '@remix-run/react';

import { isLanguage, LANGUAGE_NAMES } from '#app/features/language/language.ts';
import type { Session } from '#app/features/learning/list-sessions.server.ts';
import { When } from '#app/features/learning/when.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { counted, formatNumber } from '#app/ui/format.ts';

function Meeting({ session }: { session: Session }) {
  const { cancelledAt, next, meetings, zone } = session;
  const last = meetings.at(-1);
  if (cancelledAt !== null) return <Badge tone="danger">cancelled</Badge>;
  if (next !== null) return <When meeting={next} zone={zone} />;
  return last === undefined ? <Badge>no meeting yet</Badge> : <When meeting={last} zone={zone} />;
}

const COLUMNS: readonly Column<Session>[] = [
  { id: 'when', header: 'Next meeting', className: 'w-44', cell: (session) => <Meeting session={session} /> },
  {
    id: 'session',
    header: 'Session',
    cell: ({ id, workshop, title, examCode, language, meetings }) => (
      <>
        <Link to={`/train/sessions/${id}`} className="font-medium text-accent underline-offset-2 hover:underline">
          {workshop}: {title}
        </Link>
        <span className="block text-sm text-ink-soft">
          {[
            counted(meetings.length, 'meeting'),
            isLanguage(language) ? LANGUAGE_NAMES[language] : language,
            ...(examCode === null ? [] : [`leads to ${examCode}`]),
          ].join(' · ')}
        </span>
      </>
    ),
  },
  {
    id: 'trainers',
    header: 'Trainers',
    cell: ({ trainers }) => (trainers.length === 0 ? '–' : trainers.map(({ name }) => name).join(', ')),
  },
  {
    id: 'places',
    header: 'Places',
    align: 'right',
    cell: ({ enrolled, waiting, places }) => (
      <>
        <span className="whitespace-nowrap">
          {places === null ? formatNumber(enrolled) : `${formatNumber(enrolled)} of ${formatNumber(places)}`}
        </span>
        {waiting === 0 ? null : <span className="block text-sm text-warn">{formatNumber(waiting)} waiting</span>}
      </>
    ),
  },
];

export function SessionList({ sessions }: { sessions: readonly Session[] }) {
  return <DataTable caption="List of sessions" columns={COLUMNS} rows={sessions} rowKey={({ id }) => id} stacks />;
}

import { Link } from '@remix-run/react';

import { boardAddress } from '#app/features/exams/board-address.ts';
import { KIND_WORDS, RESULT_WORDS } from '#app/features/exams/follow-up-words.ts';
import { NotAskedBadge } from '#app/features/exams/not-asked-badge.tsx';
import { standingOf } from '#app/features/exams/sitting.ts';
import { StandingBadge } from '#app/features/exams/standing-badge.tsx';
import { workshopPeopleAddress } from '#app/features/learning/progress-shares.ts';
import { Badge } from '#app/ui/badge.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { formatDay, formatMonth, formatsIn } from '#app/ui/format.ts';
import type { PersonContact, PersonEmployment, PersonEnrolment, PersonSitting } from './person-overview.ts';

const LINK = 'text-accent underline-offset-2 hover:underline';
const { formatCountry } = formatsIn('en');

const CONFIRMED = { 'email-domain': 'by the domain of the address', staff: 'by staff' } as const;

/** Where somebody works and worked; `mayOpen`: the reader may see the employers, too. */
export function Employments({ employments, mayOpen }: { employments: readonly PersonEmployment[]; mayOpen: boolean }) {
  const columns: readonly Column<PersonEmployment>[] = [
    {
      id: 'company',
      header: 'Company',
      cell: ({ employerId, company, mpnId }) => (
        <>
          {mayOpen ? (
            <Link to={`/admin/employers/${employerId}`} className={LINK}>
              {company}
            </Link>
          ) : (
            company
          )}
          <span className="block text-sm text-ink-soft">{mpnId}</span>
        </>
      ),
    },
    {
      id: 'role',
      header: 'Job role',
      cell: ({ jobRole, country }) => (
        <>
          {jobRole}
          <span className="block text-sm text-ink-soft">{formatCountry(country)}</span>
        </>
      ),
    },
    {
      id: 'when',
      header: 'When',
      cell: ({ startedOn, endedOn }) =>
        endedOn === null ? `since ${formatDay(startedOn)}` : `${formatDay(startedOn)} to ${formatDay(endedOn)}`,
    },
    {
      id: 'confirmed',
      header: 'Confirmed',
      cell: ({ confirmedBy }) =>
        confirmedBy === null ? <Badge tone="warn">Not confirmed</Badge> : CONFIRMED[confirmedBy],
    },
  ];
  return <DataTable stacks caption="Employments" columns={columns} rows={employments} rowKey={({ id }) => id} />;
}

const ENROLMENTS: readonly Column<PersonEnrolment>[] = [
  {
    id: 'workshop',
    header: 'Workshop',
    cell: ({ workshopId, workshop, session }) => (
      <>
        <Link to={workshopPeopleAddress(workshopId)} className={LINK}>
          {workshop}
        </Link>
        {session === null ? null : <span className="block text-sm text-ink-soft">{session}</span>}
      </>
    ),
  },
  { id: 'since', header: 'Since', cell: ({ since }) => formatDay(since) },
  {
    id: 'state',
    header: 'Standing',
    cell: ({ state }) =>
      state === 'enrolled' ? (
        'enrolled'
      ) : state === 'waiting' ? (
        <Badge tone="info">waiting</Badge>
      ) : (
        <Badge>cancelled</Badge>
      ),
  },
  { id: 'percent', header: 'Progress', align: 'right', cell: ({ percent }) => `${percent} %` },
];

export const Enrolments = ({ enrolments }: { enrolments: readonly PersonEnrolment[] }) => (
  <DataTable stacks caption="Workshops" columns={ENROLMENTS} rows={enrolments} rowKey={({ id }) => id} />
);

const WHO = { learner: 'the learner', import: 'an import', staff: 'staff' } as const;

function Origin({ origin, isContested }: Pick<PersonSitting, 'origin' | 'isContested'>) {
  return (
    <>
      {origin === null ? '–' : `${origin.name ?? WHO[origin.by]}, ${formatDay(origin.at)}`}
      {isContested ? (
        <span className="block">
          <Badge tone="warn">Contested</Badge>
        </span>
      ) : null}
    </>
  );
}

const contactWords = ({ kind, state, result, on }: PersonContact): string =>
  `${KIND_WORDS[kind]}: ${state === 'planned' ? 'planned for' : (result === null ? state : RESULT_WORDS[result].toLowerCase()) + ','} ${formatDay(on)}`;

/** Exams with who said how they went; the follow-up beside them where the reader may see it. */
export function Exams({ sittings, now, person }: { sittings: readonly PersonSitting[]; now: string; person: number }) {
  const hasContacts = sittings.some(({ contacts }) => contacts !== null);
  const columns: readonly Column<PersonSitting>[] = [
    {
      id: 'exam',
      header: 'Exam',
      cell: ({ examCode, attempt, month }) => (
        <>
          <Link to={boardAddress({ view: 'all', month, exam: examCode, person })} className={LINK}>
            {examCode}
          </Link>
          <span className="block text-sm text-ink-soft">
            {formatMonth(month)}
            {attempt > 1 ? `, attempt ${attempt}` : null}
          </span>
        </>
      ),
    },
    {
      id: 'standing',
      header: 'Standing',
      cell: (sitting) => (
        <div className="grid gap-1">
          <div>
            <StandingBadge standing={standingOf(sitting, now)} />
          </div>
          {sitting.notAskedBecause === null ? null : <NotAskedBadge because={sitting.notAskedBecause} />}
        </div>
      ),
    },
    { id: 'origin', header: 'Said by', cell: (sitting) => <Origin {...sitting} /> },
    ...(hasContacts
      ? [
          {
            id: 'contacts',
            header: 'Follow-up',
            cell: ({ contacts }: PersonSitting) =>
              contacts === null || contacts.length === 0 ? (
                <span className="text-ink-soft">nothing planned</span>
              ) : (
                <ul className="text-sm">
                  {contacts.map((contact, index) => (
                    <li key={index}>{contactWords(contact)}</li>
                  ))}
                </ul>
              ),
          },
        ]
      : []),
  ];
  return <DataTable stacks caption="Exams" columns={columns} rows={sittings} rowKey={({ id }) => id} />;
}

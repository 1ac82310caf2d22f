import { Link } from '@remix-run/react';

import {
  runsAddress,
  DAY_STATES,
  type CalendarDay,
  type DayState,
  type ReportCalendar,
} from '#app/features/delivery/report-calendar.ts';
import { monthAfter } from '#app/features/exams/sitting.ts';
import { classes } from '#app/ui/classes.ts';
import { formatMonth, formatNumber } from '#app/ui/format.ts';

/** Each state has a word, a shape and a colour that say the same. */
const LOOKS: Readonly<Record<DayState, { word: string; means: string; look: string; shape: string }>> = {
  late: {
    word: 'late',
    means: 'not made an hour after its time',
    look: 'bg-warn-tint text-warn',
    shape: 'M6 1.6 11 10.4H1L6 1.6Z',
  },
  held: {
    word: 'held',
    means: 'awaits a release',
    look: 'bg-warn-tint text-warn',
    shape: 'M2.5 2h2.5v8H2.5zM7 2h2.5v8H7z',
  },
  failed: {
    word: 'failed',
    means: 'not made, or not delivered',
    look: 'bg-danger-tint text-danger',
    shape: 'M3.2 2 6 4.8 8.8 2 10 3.2 7.2 6 10 8.8 8.8 10 6 7.2 3.2 10 2 8.8 4.8 6 2 3.2z',
  },
  missed: {
    word: 'missed',
    means: 'fell due in a pause, or while nothing ran',
    look: 'bg-danger-tint text-danger',
    shape: 'M1.5 5h9v2h-9z',
  },
  due: {
    word: 'due',
    means: 'to come, or being made',
    look: 'bg-sunken text-ink-soft',
    shape: 'M6 1.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Zm0 1.6a2.9 2.9 0 1 1 0 5.8 2.9 2.9 0 0 1 0-5.8Z',
  },
  done: {
    word: 'done',
    means: 'delivered',
    look: 'bg-success-tint text-success',
    shape: 'M4.8 9.9 1.2 6.3l1.3-1.3 2.3 2.3 4.7-5.1 1.3 1.2z',
  },
};

const Shape = ({ state }: { state: DayState }) => (
  <svg viewBox="0 0 12 12" aria-hidden="true" className="size-2.5 shrink-0" fill="currentColor">
    <path d={LOOKS[state].shape} />
  </svg>
);

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const numberOf = (day: string): string => String(Number(day.slice(8)));

function Count({ day, state, count }: { day: string; state: DayState; count: number }) {
  const { word, look } = LOOKS[state];
  return (
    <li>
      <Link
        to={runsAddress(state, day)}
        className={classes(
          'flex items-center justify-center gap-1 rounded-sm px-1 py-0.5 text-sm font-medium tabular-nums underline-offset-2 hover:underline md:justify-start md:px-1.5',
          look,
        )}
      >
        <Shape state={state} />
        {formatNumber(count)} <span className="max-md:sr-only">{word}</span>
      </Link>
    </li>
  );
}

function Cell({ cell, today }: { cell: CalendarDay | null; today: string }) {
  if (cell === null) return <td className="border border-line bg-sunken" />;
  const isToday = cell.day === today;
  const states = DAY_STATES.filter((state) => (cell.counts[state] ?? 0) > 0);
  return (
    <td className={classes('h-14 border border-line p-0.5 align-top md:h-20 md:p-1.5', isToday && 'bg-accent-tint')}>
      <time
        dateTime={cell.day}
        aria-current={isToday ? 'date' : undefined}
        className={classes(
          'block px-0.5 text-sm tabular-nums',
          isToday ? 'font-semibold text-accent' : states.length === 0 ? 'text-ink-soft' : 'font-medium',
        )}
      >
        {numberOf(cell.day)}
        {isToday ? <span className="sr-only"> (today)</span> : null}
      </time>
      {states.length === 0 ? null : (
        <ul className="mt-0.5 grid gap-0.5">
          {states.map((state) => (
            <Count key={state} day={cell.day} state={state} count={cell.counts[state] ?? 0} />
          ))}
        </ul>
      )}
    </td>
  );
}

const STEP =
  'inline-flex h-8 items-center rounded-md border border-line px-2.5 text-sm font-medium transition-colors hover:border-line-strong hover:bg-sunken';

/** Which reports fall due on which day of a month, and how each stands; a number leads to its reports. `addressOf` keeps what else the page shows. */
export function ReportsByDay({
  calendar,
  addressOf,
}: {
  calendar: ReportCalendar;
  addressOf: (month: string) => string;
}) {
  const { month, today, weeks } = calendar;
  const [before, after] = [monthAfter(month, -1), monthAfter(month, 1)];
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
        <p className="font-medium">{formatMonth(month)}</p>
        <nav aria-label="Months" className="flex gap-2">
          <Link to={addressOf(before)} preventScrollReset className={STEP}>
            <span className="sr-only">Show </span>
            {formatMonth(before)}
          </Link>
          <Link to={addressOf(after)} preventScrollReset className={STEP}>
            <span className="sr-only">Show </span>
            {formatMonth(after)}
          </Link>
        </nav>
      </div>
      <table className="w-full table-fixed border-collapse">
        <caption className="sr-only">Reports due in {formatMonth(month)}, by day</caption>
        <thead>
          <tr>
            {DAYS.map((name) => (
              <th key={name} scope="col" className="border border-line px-1 py-1 text-sm font-medium text-ink-soft">
                <abbr title={name} className="no-underline">
                  {name.slice(0, 3)}
                </abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week, index) => (
            <tr key={week.find((cell) => cell !== null)?.day ?? index}>
              {week.map((cell, day) => (
                <Cell key={cell?.day ?? `outside-${day}`} cell={cell} today={today} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <ul aria-label="What the shapes mean" className="flex flex-wrap gap-x-4 gap-y-1 px-4 py-3 text-sm text-ink-soft">
        {DAY_STATES.map((state) => (
          <li key={state} className="flex items-center gap-1.5">
            <span className={classes('grid size-5 place-items-center rounded-sm', LOOKS[state].look)}>
              <Shape state={state} />
            </span>
            <span>
              <span className="font-medium text-ink">{LOOKS[state].word}</span>: {LOOKS[state].means}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

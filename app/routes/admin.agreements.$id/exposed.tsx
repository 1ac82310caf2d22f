import type { Exposure } from '#reports/reidentification.ts';
import { counted, formatMonth } from '#app/ui/format.ts';

const SHOWN = 12;

/** Today's count, and behind which exams, months, countries and companies fewer than two listed people could stand. */
export function Exposed({ exposure, untold }: { exposure: Exposure | null; untold: boolean }) {
  if (exposure === null) return null;
  // Where nobody is in the report, that none is exposed says nothing.
  if (untold)
    return (
      <p>
        Nothing to count today: people are not told of everything that this gives, so nobody would be in its report.
        Take the fields out, or choose when the notice is in force.
      </p>
    );
  const rows = exposure.reduce((sum, group) => sum + group.rows, 0);
  if (rows === 0)
    return (
      <p>Today none: behind every exam row that its next report would hold, two listed people or more could stand.</p>
    );
  return (
    <div className="grid gap-2">
      <p>
        <strong>Today {counted(rows, 'exam row')}</strong> of its next report {rows === 1 ? 'has' : 'have'} fewer than
        two listed people who could be behind {rows === 1 ? 'it' : 'them'}. The recipient also holds the named list.
      </p>
      <ul className="list-disc pl-5 text-sm">
        {exposure.slice(0, SHOWN).map(({ examId, month, country, company, rows: count, candidates }) => (
          <li key={`${examId} ${month} ${country ?? ''} ${company ?? ''}`}>
            {examId}, {formatMonth(month)}, {company}, {country}: {counted(count, 'row')},{' '}
            {candidates === 0 ? 'nobody listed' : counted(candidates, 'listed person', 'listed people')}
          </li>
        ))}
        {exposure.length > SHOWN ? <li>and {counted(exposure.length - SHOWN, 'more group')}</li> : null}
      </ul>
    </div>
  );
}

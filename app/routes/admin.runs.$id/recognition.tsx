import type { RunView } from '#app/features/reporting/runs.server.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Card } from '#app/ui/card.tsx';
import { counted, formatMonthShort } from '#app/ui/format.ts';
import { Icon } from '#app/ui/icon.tsx';

const MOST_SHOWN = 8;

const RULES: Record<string, string> = {
  report: 'The agreement says: report. The file is sent, and this count stays on the run.',
  hold: 'The agreement says: hold. The run waits until a person releases it with a reason.',
  coarsen: 'The agreement says: coarsen. All exam rows are told by quarter instead of month.',
  withhold: 'The agreement says: withhold. No exam sheet is sent.',
};

const when = (month: string): string => (month.includes('Q') ? month.slice(5) : formatMonthShort(month));

/** Whether a nameless exam row could be read as one person's, in plain words. */
export function Recognition({ run, build }: { run: RunView; build: NonNullable<RunView['build']> }) {
  const groups = build.exposure;
  const rows = groups.reduce((sum, group) => sum + group.rows, 0);
  const rule = RULES[run.version.reidentificationRule];
  if (groups.length === 0) {
    return (
      <Card title="Who could be recognised">
        <p className="flex gap-2">
          <Icon name="shield" className="text-success" />
          <span>Nobody, as far as this file tells: behind each exam row stand two listed people or more.</span>
        </p>
        {rule ? <p className="mt-3 text-sm text-ink-soft">{rule}</p> : null}
      </Card>
    );
  }
  return (
    <Card title="Who could be recognised">
      <p>
        Exam rows carry no name, but {run.recipient.name} also gets the list of people.{' '}
        <strong>{counted(rows, 'exam row')}</strong> could be read as one person, because fewer than two listed people
        could have sat that exam.
      </p>
      <ul className="mt-3 divide-y divide-line border-y border-line">
        {groups.slice(0, MOST_SHOWN).map((group) => (
          <li
            key={`${group.examId} ${group.month} ${group.country} ${group.company}`}
            className="flex items-start justify-between gap-3 py-2"
          >
            <span className="min-w-0 flex-1">
              {[group.examId, when(group.month), group.country].filter(Boolean).join(' · ')}
              {run.recipient.kind === 'employer' || group.company === null ? null : (
                <span className="block text-sm text-ink-soft">{group.company}</span>
              )}
            </span>
            <Badge tone="warn">
              {group.candidates === 0 ? 'no candidate' : counted(group.candidates, 'candidate')}
            </Badge>
          </li>
        ))}
      </ul>
      {groups.length > MOST_SHOWN ? (
        <p className="mt-2 text-sm text-ink-soft">and {counted(groups.length - MOST_SHOWN, 'more such group')}</p>
      ) : null}
      {rule ? <p className="mt-3 text-sm text-ink-soft">{rule}</p> : null}
    </Card>
  );
}

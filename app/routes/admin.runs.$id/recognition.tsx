import type { RunView } from '#app/features/reporting/runs.server.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Card } from '#app/ui/card.tsx';
import { counted, formatMonthShort } from '#app/ui/format.ts';
import { Icon } from '#app/ui/icon.tsx';

const MOST_SHOWN = 8;

const RULES: Record<string, string> = {
  report: 'The agreement says: report. The file is sent, and this count stays on the run.',
  hold: 'The agreement says: hold. The run waits until a person releases it with a reason.',
  coarsen: 'The agreement says: coarsen. If there are such rows, all exam rows are told by quarter instead of month.',
  withhold: 'The agreement says: withhold. If there are such rows, no exam sheet is sent.',
};

type Build = NonNullable<RunView['build']>;

/** What the rule did to this very file, beside counting. */
function Applied({ run, build }: { run: RunView; build: Build }) {
  if (build.exposure.length === 0) return null;
  const exams = build.sheets.find(({ id }) => id === 'exams');
  if (run.version.reidentificationRule === 'withhold' && exams === undefined) {
    return (
      <p className="mt-3">
        <Badge tone="info">withheld</Badge> The file has no exam sheet, and its first page says that the agreement
        withholds it.
      </p>
    );
  }
  if (run.version.reidentificationRule === 'coarsen' && exams !== undefined) {
    return (
      <p className="mt-3">
        <Badge tone="info">coarsened</Badge> {counted(exams.rows, 'exam row')}, all of them,{' '}
        {exams.rows === 1 ? 'says' : 'say'} a quarter where a month would stand.
      </p>
    );
  }
  return null;
}

const when = (month: string): string => (month.includes('Q') ? month.slice(5) : formatMonthShort(month));

/** Whether a nameless exam row could be read as one person's, in plain words. */
export function Recognition({ run, build }: { run: RunView; build: Build }) {
  const groups = build.exposure;
  const rows = groups.reduce((sum, group) => sum + group.rows, 0);
  const rule = RULES[run.version.reidentificationRule];
  const examRows = build.sheets.find(({ id }) => id === 'exams')?.rows ?? 0;
  if (groups.length === 0) {
    return (
      <Card title="Who could be recognised">
        <p className="flex gap-2">
          <Icon name="shield" className="text-success" />
          <span>
            {examRows === 0
              ? 'Nobody: the file has no exam rows.'
              : `Nobody, as far as this file tells: behind ${examRows === 1 ? 'its one exam row' : `each of its ${counted(examRows, 'exam row')}`} stand two listed people or more.`}
          </span>
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
        could have sat that exam: of its company and country, and enrolled in a workshop that leads to it. Behind every
        other exam row stand two or more.
      </p>
      <Applied run={run} build={build} />
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

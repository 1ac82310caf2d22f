import { CHECK_GROUPS, CHECK_WORDS, type CheckGroup } from '#reports/workbook/check-words.ts';
import type { RunView } from '#app/features/reporting/runs.server.ts';
import { Badge } from '#app/ui/badge.tsx';

type Check = NonNullable<RunView['build']>['checks'][number];
type Words = (typeof CHECK_WORDS)[keyof typeof CHECK_WORDS];

/** A check that this version of the portal has no words for any more keeps the ones that it was recorded with. */
const wordsFor = ({ id, detail }: Check): Words => {
  const known: Readonly<Partial<Record<string, Words>>> = CHECK_WORDS;
  return known[id] ?? { group: 'The file is what was built', title: id.replaceAll('-', ' '), means: detail };
};

function Group({ group, checks }: { group: CheckGroup; checks: readonly Check[] }) {
  const own = checks.filter((check) => wordsFor(check).group === group);
  if (own.length === 0) return null;
  return (
    <section aria-label={group} className="border-t border-line">
      <h2 className="px-4 pt-3 font-semibold">{group}</h2>
      <ul className="divide-y divide-line">
        {own.map((check) => (
          <li key={check.id} className="flex items-start justify-between gap-4 px-4 py-2.5">
            <div className="min-w-0">
              <p className="font-medium">{wordsFor(check).title}</p>
              <p className="text-sm text-ink-soft">{check.passed ? wordsFor(check).means : check.detail}</p>
            </div>
            <Badge tone={check.passed ? 'success' : 'danger'}>{check.passed ? 'passed' : 'failed'}</Badge>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What was found when the finished file was opened again. */
export function ChecksTab({ checks }: { checks: readonly Check[] }) {
  return (
    <>
      <p className="px-4 py-4 text-ink-soft">
        The finished file was opened again and looked at as a stranger would. A file that fails one of these never
        leaves.
      </p>
      {CHECK_GROUPS.map((group) => (
        <Group key={group} group={group} checks={checks} />
      ))}
    </>
  );
}

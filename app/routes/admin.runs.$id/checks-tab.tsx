import type { RunView } from '#app/features/reporting/runs.server.ts';
import { Badge } from '#app/ui/badge.tsx';

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1).replaceAll('-', ' ');

/** What was found when the finished file was opened again. */
export function ChecksTab({ checks }: { checks: NonNullable<RunView['build']>['checks'] }) {
  return (
    <>
      <p className="px-4 pt-4 text-ink-soft">
        The finished file was opened again and looked at as a stranger would. A file that fails one of these never
        leaves.
      </p>
      <ul className="mt-2 divide-y divide-line">
        {checks.map((check) => (
          <li key={check.id} className="flex items-start justify-between gap-4 px-4 py-2.5">
            <div className="min-w-0">
              <p className="font-medium">{capitalised(check.id)}</p>
              <p className="text-sm text-ink-soft">{check.detail}</p>
            </div>
            <Badge tone={check.passed ? 'success' : 'danger'}>{check.passed ? 'passed' : 'failed'}</Badge>
          </li>
        ))}
      </ul>
    </>
  );
}

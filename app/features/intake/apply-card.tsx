import { Form, useNavigation } from '@remix-run/react';

import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { counted, formatNumber } from '#app/ui/format.ts';

import type { ImportKind } from './match-columns.ts';
import type { UploadSummary } from './upload.ts';

type Plan = NonNullable<UploadSummary['plan']>;

/** What bringing it in does, in one sentence. */
function sentenceOf({ counts: { created, changed, same, refused } }: Plan): string {
  const rest = [
    created > 0 ? `${formatNumber(created)} new` : null,
    changed > 0 ? `${formatNumber(changed)} changed` : null,
    same > 0 ? `${formatNumber(same)} the same as before` : null,
    refused > 0 ? `${formatNumber(refused)} refused` : null,
  ].filter((part) => part !== null);
  return `${counted(created + changed + same + refused, 'row')}: ${rest.join(', ')}.`;
}

/** The one step that changes something: all rows, or none, or those that can be if somebody says so. */
export function ApplyCard({ plan, summary, kind }: { plan: Plan; summary: UploadSummary | null; kind: ImportKind }) {
  const busy = useNavigation().state !== 'idle';
  const { refused, created, changed } = plan.counts;
  const takes = created + changed;
  return (
    <Card>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <p className="text-lg font-semibold tabular-nums">{sentenceOf(plan)}</p>
          <p className="text-ink-soft">
            {takes === 0
              ? 'There is nothing to import.'
              : kind === 'registrations' && created > 0
                ? summary?.notice
                  ? `New people are written to half an hour after the import. They were given notice ${summary.notice.version}, says ${summary.notice.by}.`
                  : 'New people are written to half an hour after the import, and are in no report before they were given the privacy notice.'
                : 'All of it is brought in at once, or nothing.'}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Form method="post">
            <Button name="intent" value="cancel">
              Give up
            </Button>
          </Form>
          {takes > 0 ? (
            <Form method="post">
              <input type="hidden" name="digest" value={plan.digest} />
              {refused > 0 ? <input type="hidden" name="acceptValid" value="yes" /> : null}
              <Button look="primary" name="intent" value="apply" disabled={busy}>
                {refused > 0 ? `Import without the ${counted(refused, 'refused row')}` : 'Import'}
              </Button>
            </Form>
          ) : null}
        </div>
      </div>
    </Card>
  );
}

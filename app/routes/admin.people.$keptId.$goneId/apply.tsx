import { Form } from '@remix-run/react';

import type { MergePreview } from '#app/features/privacy/merge-people.server.ts';
import type { EmploymentChoice } from '#app/features/privacy/merge-plan.ts';
import { seatsOf } from '#app/features/privacy/merge-refusals.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';

function Say({ name, children }: { name: string; children: string }) {
  return (
    <label className="flex items-start gap-2">
      <input type="checkbox" name={name} value="yes" required className="mt-1" />
      <span className="min-w-0 wrap-anywhere">{children}</span>
    </label>
  );
}

/** The last step: what was shown is what is done. */
export function Apply({ preview, employment }: { preview: MergePreview; employment: EmploymentChoice | null }) {
  const { kept, gone, plan, digest } = preview;
  if (plan.employments.clash !== null && employment === null)
    return (
      <Card title="Merge">
        <p className="text-ink-soft">Say first where they work.</p>
      </Card>
    );
  const { staff, contacts } = seatsOf(kept, gone);
  const names = [...new Set([...staff, ...contacts].map(({ name }) => name))];
  return (
    <Card title="Merge">
      <Form method="post" className="grid gap-3">
        <input type="hidden" name="intent" value="merge" />
        <input type="hidden" name="digest" value={digest} />
        {employment === null ? null : <input type="hidden" name="employment" value={employment} />}
        <Say name="certain">{`${kept.email} and ${gone.email} are one person. I know that this can’t be undone.`}</Say>
        {names.length === 0 ? null : (
          <Say name="knowsSeats">{`I know that the account of ${names.join(' and ')} is part of this.`}</Say>
        )}
        <div>
          <Button look="danger">Merge into {kept.email}</Button>
        </div>
      </Form>
    </Card>
  );
}

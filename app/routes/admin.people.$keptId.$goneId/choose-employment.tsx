import { Form } from '@remix-run/react';

import type { EmploymentChoice, MergePlan } from '#app/features/privacy/merge-plan.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';

type Props = { clash: NonNullable<MergePlan['employments']['clash']>; chosen: EmploymentChoice | null };

/** Both work somewhere today, and not at the same company. */
export function ChooseEmployment({ clash: { kept, gone }, chosen }: Props) {
  const choices: readonly { value: EmploymentChoice; label: string }[] = [
    { value: 'end-kept', label: `They work at ${gone.company}: the employment at ${kept.company} ends today.` },
    { value: 'end-gone', label: `They work at ${kept.company}: the employment at ${gone.company} ends today.` },
    {
      value: 'both',
      label: `They work at both: the employment at ${gone.company} is a second one, which you confirm.`,
    },
  ];
  return (
    <Card title="Where do they work?">
      <Form preventScrollReset className="grid gap-3">
        <fieldset className="grid gap-2">
          <legend className="mb-2">
            They work for different companies today, and each report holds who works there.
          </legend>
          {choices.map(({ value, label }) => (
            <label key={value} className="flex items-start gap-2">
              <input
                type="radio"
                name="employment"
                value={value}
                defaultChecked={chosen === value}
                required
                className="mt-1"
              />
              <span className="min-w-0 wrap-anywhere">{label}</span>
            </label>
          ))}
        </fieldset>
        <div>
          <Button>See what would happen</Button>
        </div>
      </Form>
    </Card>
  );
}

import { Form, useNavigation } from '@remix-run/react';

import { useFormats, useMessages } from '#app/features/language/use-language.tsx';
import { Button } from '#app/ui/button.tsx';
import { SelectField } from '#app/ui/field.tsx';

import type { OwnExamAnswer } from './own-exam-change.ts';
import { choosableMonths } from './sitting.ts';

/** The months that can be chosen, those to come first: most people book ahead. */
export function MonthOptions({ now }: { now: string }) {
  const { exams } = useMessages();
  const { formatMonth } = useFormats();
  const months = choosableMonths(now);
  const group = (label: string, wanted: readonly string[]) => (
    <optgroup label={label}>
      {wanted.map((month) => (
        <option key={month} value={month}>
          {formatMonth(month)}
        </option>
      ))}
    </optgroup>
  );
  return (
    <>
      {group(
        exams.ahead,
        months.filter((month) => month >= now),
      )}
      {group(exams.past, months.filter((month) => month < now).toReversed())}
    </>
  );
}

/** Books an exam in a month; no day is asked for. */
export function OwnBooking({
  exams: codes,
  now,
  posted,
}: {
  exams: readonly string[];
  now: string;
  posted: OwnExamAnswer | undefined;
}) {
  const { exams } = useMessages();
  const busy = useNavigation().state === 'submitting';
  const refusal = posted?.ok === false && posted.field !== undefined ? posted : null;
  const errorOf = (field: 'examCode' | 'month') => (refusal?.field === field ? exams.faults[refusal.fault] : undefined);
  return (
    <Form method="post" className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] sm:items-end">
      <input type="hidden" name="intent" value="book" />
      <SelectField
        label={exams.exam}
        name="examCode"
        required
        defaultValue={refusal?.typed?.examCode ?? ''}
        error={errorOf('examCode')}
      >
        <option value="">{exams.choose}</option>
        {codes.map((code) => (
          <option key={code}>{code}</option>
        ))}
      </SelectField>
      <SelectField
        label={exams.month}
        name="month"
        required
        defaultValue={refusal?.typed?.month ?? now}
        error={errorOf('month')}
      >
        <MonthOptions now={now} />
      </SelectField>
      <Button look="primary" disabled={busy} className="justify-self-start">
        {exams.bookIt}
      </Button>
    </Form>
  );
}

// Decides what a change of a retention rule may be: within the bounds of the rule, with somebody who answers for it, and a day on which it is looked at again.
import { z } from 'zod';

import { lengthOf, ruleOf, type RetentionRuleName } from './retention-rules.ts';

export type RuleChange = {
  readonly amount: number;
  readonly automatic: boolean;
  readonly owner: string;
  readonly basis: string;
  /** 'YYYY-MM-DD'. */
  readonly reviewOn: string;
};
export type RuleFaults = Partial<Record<keyof RuleChange, string>>;
export type TypedRule = Partial<Record<keyof RuleChange, string>>;

const line = (most: number, needed: string) =>
  z
    .string()
    .transform((text) => text.trim().replaceAll(/\s+/g, ' '))
    .pipe(z.string().min(1, needed).max(most, `No more than ${most} characters.`));

const schemaOf = (name: RetentionRuleName, today: string) => {
  const { least, most, unit } = ruleOf(name);
  const bounds = `A whole number from ${least} to ${lengthOf(most, unit)}.`;
  return z.object({
    amount: z
      .string()
      .regex(/^\d{1,4}$/, bounds)
      .transform(Number)
      .pipe(z.number().min(least, bounds).max(most, bounds)),
    automatic: z.enum(['yes', 'no'], 'Choose one.').transform((answer) => answer === 'yes'),
    owner: line(100, 'Say who answers for it.'),
    basis: line(300, 'Say on which basis.'),
    reviewOn: z.iso
      .date('Say a day.')
      .refine((day) => day > today && day <= `${Number(today.slice(0, 4)) + 3}${today.slice(4)}`, {
        error: 'A day to come, within three years.',
      }),
  });
};

/** Reads a form; `today` is 'YYYY-MM-DD'. */
export function parseRuleChange(
  name: RetentionRuleName,
  form: URLSearchParams,
  today: string,
): { change: RuleChange } | { faults: RuleFaults; typed: TypedRule } {
  const fields = ['amount', 'automatic', 'owner', 'basis', 'reviewOn'] as const;
  const typed = Object.fromEntries(fields.map((field) => [field, form.get(field) ?? ''])) as TypedRule;
  const parsed = schemaOf(name, today).safeParse(typed);
  if (parsed.success) return { change: parsed.data };
  const faults: RuleFaults = {};
  for (const { path, message } of parsed.error.issues) {
    const field = fields.find((known) => known === path[0]);
    if (field !== undefined) faults[field] ??= message;
  }
  return { faults, typed };
}

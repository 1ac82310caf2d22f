import type { SupportMessages } from '#app/features/language/messages.ts';
import { SelectField, TextArea } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { LONGEST_WORDS, TOPICS } from './case-kinds.ts';
import type { SupportFaults, SupportField, SupportTyped } from './support-forms.ts';

type Words = Pick<
  SupportMessages,
  'topic' | 'choose' | 'topics' | 'message' | 'messageHint' | 'faults' | 'faultsTitle' | 'email' | 'name' | 'phone'
>;
type Given = { words: Words; typed: SupportTyped | undefined; faults: SupportFaults | undefined };

/** 'Your question is needed.' */
export function faultIn(words: Words, faults: SupportFaults | undefined, field: SupportField): string | undefined {
  const fault = faults?.[field];
  return fault === undefined ? undefined : `${words[field]} ${words.faults[fault]}`;
}

/** What is to be mended, said once above the form. */
export function FaultNotice({ words, faults }: Omit<Given, 'typed'>) {
  const fields = (['topic', 'message', 'email', 'name', 'phone'] as const).filter(
    (field) => faults?.[field] !== undefined,
  );
  if (fields.length === 0) return null;
  return (
    <Notice live tone="danger" title={words.faultsTitle}>
      {fields.map((field) => (
        <p key={field}>{faultIn(words, faults, field)}</p>
      ))}
    </Notice>
  );
}

/** What it is about, and the question. */
export function AskFields({ words, typed, faults }: Given) {
  return (
    <>
      <SelectField
        label={words.topic}
        name="topic"
        required
        defaultValue={typed?.topic ?? ''}
        error={faultIn(words, faults, 'topic')}
      >
        <option value="">{words.choose}</option>
        {TOPICS.map((topic) => (
          <option key={topic} value={topic}>
            {words.topics[topic]}
          </option>
        ))}
      </SelectField>
      <TextArea
        label={words.message}
        hint={words.messageHint}
        name="message"
        rows={6}
        required
        maxLength={LONGEST_WORDS}
        defaultValue={typed?.message ?? ''}
        error={faultIn(words, faults, 'message')}
      />
    </>
  );
}

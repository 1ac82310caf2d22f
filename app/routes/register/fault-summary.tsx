import { useEffect, useRef } from 'react';

import { useMessages } from '#app/features/language/use-language.tsx';
import {
  REGISTRATION_FIELDS,
  type RegistrationFaults,
  type RegistrationField,
} from '#app/features/people/registration.ts';

/** What is to be mended, each with the way to its field; it takes the focus when it appears. */
export function FaultSummary({ faults }: { faults: RegistrationFaults }) {
  const { register: words } = useMessages();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [faults]);
  const labelOf = (field: RegistrationField): string => {
    if (field === 'age') return words.age.legend;
    return field === 'acknowledged' ? words.noticeLabel : words.fields[field].label;
  };
  const found = REGISTRATION_FIELDS.flatMap((field) => {
    const fault = faults[field];
    return fault === undefined ? [] : [{ field, fault }];
  });
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="alert"
      className="rounded-md border border-danger-line bg-danger-tint px-4 py-3 text-danger"
    >
      <h2 className="font-semibold">{words.faultsTitle}</h2>
      <ul className="mt-1 grid list-disc gap-1 pl-5">
        {found.map(({ field, fault }) => (
          <li key={field}>
            <a href={`#${field}`} className="underline underline-offset-2">
              {`${labelOf(field)}: ${words.faults[fault]}`.replace('?: ', '? ')}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

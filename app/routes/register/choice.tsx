import type { InputHTMLAttributes, ReactNode } from 'react';
import { useId } from 'react';

import { FieldError } from '#app/ui/field.tsx';

type Choice = InputHTMLAttributes<HTMLInputElement> & {
  type: 'checkbox' | 'radio';
  label: ReactNode;
  why?: ReactNode;
  error?: string | undefined;
};

/** A box to tick or a choice of one, with why it is asked underneath. */
export function ChoiceField({ label, why, error, ...rest }: Choice) {
  const made = useId();
  const id = rest.id ?? made;
  const described = [why === undefined ? '' : `${id}-why`, error === undefined ? '' : `${id}-error`]
    .filter((part) => part !== '')
    .join(' ');
  return (
    <div className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
      <input
        {...rest}
        id={id}
        className="mt-0.5 size-5 accent-accent"
        {...(described === '' ? {} : { 'aria-describedby': described })}
        {...(error === undefined ? {} : { 'aria-invalid': true })}
      />
      <label htmlFor={id} className="pt-0.5 font-medium">
        {label}
      </label>
      {why === undefined ? null : (
        <p id={`${id}-why`} className="col-start-2 text-sm text-ink-soft">
          {why}
        </p>
      )}
      {error === undefined ? null : (
        <div className="col-start-2">
          <FieldError id={`${id}-error`}>{error}</FieldError>
        </div>
      )}
    </div>
  );
}

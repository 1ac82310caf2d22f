import {
  useId,
  type InputHTMLAttributes,
  type Ref,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from 'react';

import { classes } from './classes.ts';
import { Icon } from './icon.tsx';

type Around = { label: string; hint?: ReactNode; error?: string | undefined; className?: string | undefined };

function useDescription(hint: ReactNode, error: string | undefined, givenId: string | undefined) {
  const made = useId();
  const id = givenId ?? made;
  const described = classes(hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`);
  return {
    id,
    control: {
      id,
      ...(error === undefined ? {} : { 'aria-invalid': true as const }),
      ...(described === '' ? {} : { 'aria-describedby': described }),
    },
  };
}

function Surroundings({ id, label, hint, error, className, children }: Around & { id: string; children: ReactNode }) {
  return (
    <div className={classes('grid content-start gap-1', className)}>
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-sm text-ink-soft">
          {hint}
        </p>
      )}
      {children}
      {error !== undefined && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}

export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="flex items-start gap-1.5 text-sm font-medium text-danger">
      <Icon name="warning" size="small" className="mt-0.5" />
      <span>{children}</span>
    </p>
  );
}

export function TextField({
  label,
  hint,
  error,
  className,
  inputRef,
  ...rest
}: Around & InputHTMLAttributes<HTMLInputElement> & { inputRef?: Ref<HTMLInputElement> }) {
  const { id, control } = useDescription(hint, error, rest.id);
  return (
    <Surroundings id={id} label={label} hint={hint} error={error} className={className}>
      <input ref={inputRef} {...rest} {...control} className="control w-full" />
    </Surroundings>
  );
}

export function TextArea({
  label,
  hint,
  error,
  className,
  ...rest
}: Around & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const { id, control } = useDescription(hint, error, rest.id);
  return (
    <Surroundings id={id} label={label} hint={hint} error={error} className={className}>
      <textarea rows={3} {...rest} {...control} className="control w-full" />
    </Surroundings>
  );
}

export function SelectField({
  label,
  hint,
  error,
  className,
  children,
  ...rest
}: Around & SelectHTMLAttributes<HTMLSelectElement>) {
  const { id, control } = useDescription(hint, error, rest.id);
  return (
    <Surroundings id={id} label={label} hint={hint} error={error} className={className}>
      <select {...rest} {...control} className="control w-full">
        {children}
      </select>
    </Surroundings>
  );
}

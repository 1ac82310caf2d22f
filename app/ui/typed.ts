import { useCallback, useState } from 'react';

type Typed = {
  typed: string;
  setTyped: (text: string) => void;
  /** The field's `ref`. */
  field: (input: HTMLInputElement | null) => void;
};

/**
 * What stands in a text field that the page follows as it is typed. It takes over what was typed before the scripts had started: React lets
 * that stand at first, and puts its own state back with the next render.
 */
export function useTyped(initial: string): Typed {
  const [typed, setTyped] = useState(initial);
  const field = useCallback((input: HTMLInputElement | null) => {
    if (input !== null) setTyped(input.value);
  }, []);
  return { typed, setTyped, field };
}

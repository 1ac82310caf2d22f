import { Form, useLocation, useRouteLoaderData, type FormProps } from '@remix-run/react';
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';

import { Notice } from '#app/ui/notice.tsx';

type Kept = { readonly of: string; readonly fields: Readonly<Record<string, string>> };
type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const keyOf = (path: string): string => `kept-form ${path}`;

const isText = (element: Element): element is Field =>
  element instanceof HTMLTextAreaElement ||
  element instanceof HTMLSelectElement ||
  (element instanceof HTMLInputElement && ['text', 'search', 'tel', 'url', 'number'].includes(element.type));

const textsOf = (form: HTMLFormElement): Field[] => [...form.elements].filter(isText).filter(({ name }) => name !== '');

function isKept(value: unknown): value is Kept {
  return (
    typeof value === 'object' &&
    value !== null &&
    'of' in value &&
    typeof value.of === 'string' &&
    'fields' in value &&
    typeof value.fields === 'object' &&
    value.fields !== null &&
    Object.values(value.fields).every((text) => typeof text === 'string')
  );
}

function read(path: string): Kept | null {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(keyOf(path)) ?? 'null');
    return isKept(value) ? value : null;
  } catch {
    return null;
  }
}

function forget(path: string): void {
  try {
    sessionStorage.removeItem(keyOf(path));
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

function keep(path: string, kept: Kept): void {
  try {
    sessionStorage.setItem(keyOf(path), JSON.stringify(kept));
  } catch {
    // Private windows and full stores keep nothing; the form works all the same.
  }
}

/** Puts back what the same person typed here. Gives whether that changed anything. */
function restore(form: HTMLFormElement, path: string, of: string): boolean {
  const kept = read(path);
  // Nobody: the sign-in lapsed a moment ago, and the way to a new one is under way.
  if (kept === null || of === '') return false;
  if (kept.of !== of) forget(path);
  const changed =
    kept.of === of ? textsOf(form).filter(({ name, value }) => value === '' && (kept.fields[name] ?? '') !== '') : [];
  for (const field of changed) field.value = kept.fields[field.name] ?? '';
  return changed.length > 0;
}

/** Who is signed in, by a name that says nothing: somebody else at the same screen is shown nothing that was kept. */
function useWho(): string {
  const root = useRouteLoaderData<{ signedIn: { seat: string } | null }>('root');
  return root?.signedIn?.seat ?? '';
}

/**
 * A form whose texts the browser's tab keeps while they are typed, so that a sign-in that lapses loses none of them (bad-A17). They stand
 * there again after signing in, and are forgotten when the form led on to somewhere else.
 */
export function KeptForm({ children, ...rest }: FormProps & { children: ReactNode }) {
  const path = useLocation().pathname;
  const who = useWho();
  const form = useRef<HTMLFormElement>(null);
  const wasSent = useRef(false);
  const [isRestored, setRestored] = useState(false);

  useEffect(() => {
    if (form.current && restore(form.current, path, who)) setRestored(true);
    return () => {
      // The way leads elsewhere. Only to signing in does it come back here.
      if (wasSent.current && !location.pathname.startsWith('/sign-in')) forget(path);
    };
  }, [path, who]);

  const keepTexts = ({ currentTarget }: FormEvent<HTMLFormElement>): void => {
    const fields = Object.fromEntries(textsOf(currentTarget).map(({ name, value }) => [name, value]));
    keep(path, { of: who, fields });
  };
  return (
    <>
      {isRestored ? (
        <Notice live tone="info" title="What you had typed stands here again" className="mb-4">
          This browser had kept it. It has not been sent.
        </Notice>
      ) : null}
      <Form
        {...rest}
        ref={form}
        onInput={keepTexts}
        onSubmit={() => {
          wasSent.current = true;
        }}
      >
        {children}
      </Form>
    </>
  );
}

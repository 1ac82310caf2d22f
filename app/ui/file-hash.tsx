import { useSubmit } from '@remix-run/react';
import { useState, type FormEvent } from 'react';

import { Button } from './button.tsx';

const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * A form that drops a file: a browser that can takes its SHA-256 itself and asks this page with that and `also`; without scripts the file is posted to
 * `action`, which takes the hash as it comes.
 */
export function FileHashForm({
  action,
  label,
  hint,
  button,
  also = {},
}: {
  action: string;
  label: string;
  hint: string;
  button: string;
  also?: Readonly<Record<string, string>>;
}) {
  const submit = useSubmit();
  const [busy, setBusy] = useState(false);

  async function ask(event: FormEvent<HTMLFormElement>): Promise<void> {
    const file = new FormData(event.currentTarget).get('file');
    const subtle = globalThis.crypto.subtle as SubtleCrypto | undefined;
    if (!(file instanceof File) || file.size === 0 || subtle === undefined) return;
    event.preventDefault();
    setBusy(true);
    const sha256 = hex(await subtle.digest('SHA-256', await file.arrayBuffer()));
    setBusy(false);
    submit({ ...also, sha256 }, { method: 'get', action: action.split('?')[0] ?? action, preventScrollReset: true });
  }

  return (
    <form
      method="post"
      action={action}
      encType="multipart/form-data"
      onSubmit={(event) => void ask(event)}
      className="grid gap-3"
    >
      <label className="grid gap-1">
        <span className="font-medium">{label}</span>
        <span className="text-sm text-ink-soft">{hint}</span>
        <input
          type="file"
          name="file"
          required
          accept=".xlsx"
          className="mt-1 w-full rounded-md border-2 border-dashed border-line-strong bg-sunken/50 px-4 py-6 transition-colors file:mr-4 file:rounded-md file:border file:border-solid file:border-line file:bg-surface file:px-3.5 file:py-2 file:font-medium file:text-ink hover:border-accent"
        />
      </label>
      <Button className="w-fit" disabled={busy}>
        {busy ? 'Reading the file …' : button}
      </Button>
    </form>
  );
}

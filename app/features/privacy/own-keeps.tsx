// What a law keeps of somebody although they asked for its erasure, and whom they ask about it: in place of what would lift or erase (R8).
import { useFormats, useMessages } from '#app/features/language/use-language.tsx';
import { noonOf } from '#app/platform/noon.ts';
import type { OwnData } from './own-data.ts';

/** Whom they ask. */
export type Officer = { readonly name: string; readonly email: string };

type Props = { readonly kept: OwnData['kept']; readonly officer: Officer };

export function OwnKeeps({ kept, officer }: Props) {
  const { rights, requests } = useMessages().privacy;
  const { formatDay } = useFormats();
  return (
    <div className="grid gap-2">
      <p>{rights.kept.text}</p>
      <ul className="list-disc pl-5">
        {kept.map(({ what, law, until }) => (
          <li key={`${what} ${law}`}>{requests.keptLine(what, law, formatDay(noonOf(until)))}</li>
        ))}
      </ul>
      <p>{rights.kept.ask(officer.name, officer.email)}</p>
    </div>
  );
}

// What will leave, where it is asked: filled in as somebody types, and a plain list of fields without scripts.
import type { Seen, SeenField } from '#app/features/people/notice.ts';
import { useMessages } from '#app/features/language/use-language.tsx';
import { REGISTRATION_FIELDS, reportedAs } from '#app/features/people/registration.ts';
import { Icon } from '#app/ui/icon.tsx';

/** What is typed on this page; the rest comes from learning. */
const TYPED: ReadonlySet<string> = new Set(REGISTRATION_FIELDS.flatMap((field) => reportedAs(field) ?? []));

export type TypedValues = Readonly<Record<string, string>>;

function Fields({ fields, typed }: { fields: readonly SeenField[]; typed: TypedValues }) {
  const words = useMessages().register.card;
  return (
    <dl className="mt-2 grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-x-3 gap-y-1 text-sm">
      {fields.map(({ id, label }) => {
        const value = typed[id] ?? '';
        return (
          <div key={id} className="contents">
            <dt className="text-ink-soft">{label}</dt>
            <dd className={value === '' ? 'min-w-0 text-ink-soft' : 'min-w-0 font-medium break-words'}>
              {value !== '' ? value : TYPED.has(id) ? words.typed : words.later}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

export function WhoSees({ seen, typed }: { seen: readonly Seen[]; typed: TypedValues }) {
  const words = useMessages().register.card;
  return (
    <div className="grid gap-4">
      <div className="grid gap-4 md:grid-cols-2">
        {seen.map(({ recipient, list, exams }) => (
          <section key={recipient} className="grid content-start gap-4 rounded-md border border-line bg-sunken p-4">
            <h2 className="flex items-center gap-2 text-lg font-semibold">
              <Icon name="reports" className="text-accent" />
              {words[recipient]}
            </h2>
            <div>
              <h3 className="font-semibold">{words.lists}</h3>
              <p className="text-sm text-ink-soft">{words.perWorkshop}</p>
              <Fields fields={list} typed={typed} />
            </div>
            <div>
              <h3 className="font-semibold">{words.exams}</h3>
              <p className="text-sm text-ink-soft">{words.nameless}</p>
              <Fields fields={exams} typed={typed} />
            </div>
          </section>
        ))}
      </div>
      <p className="text-ink-soft">{words.nobodyElse}</p>
    </div>
  );
}

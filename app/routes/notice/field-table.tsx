// Who is given what: field × recipient × purpose × basis × period.
import type { CookieRow } from '#app/features/access/cookies.ts';
import { useMessages } from '#app/features/language/use-language.tsx';
import type { Consent } from '#app/features/people/consent.ts';
import type { DataClassName } from '#app/features/privacy/data-classes.ts';

export type NoticeClass = {
  readonly name: DataClassName & keyof ReturnType<typeof useMessages>['notice']['classes'];
  readonly basis: keyof ReturnType<typeof useMessages>['notice']['bases'];
};

/** With how long it is kept as it was decided, and what becomes of it as somebody is erased. */
export type KeptClass = NoticeClass & { readonly decided?: string; readonly onErasure?: string };

export type FieldRow = {
  readonly id: string;
  readonly label: string;
  readonly recipients: readonly { readonly kind: 'employer' | 'microsoft'; readonly isAgreed: boolean }[];
};

export type AgreedRow = { readonly consent: Consent; readonly fields: readonly string[] };

const CELL = 'px-3 py-2 text-left align-top';

export function Scrolling({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      className="overflow-x-auto rounded-md border border-line bg-surface shadow-card"
    >
      {children}
    </div>
  );
}

function Table({
  heads,
  width = '',
  children,
}: {
  heads: readonly string[];
  width?: string;
  children: React.ReactNode;
}) {
  return (
    <table className={`w-full border-collapse ${width}`}>
      <thead className="border-b border-line bg-sunken text-sm">
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col" className={`${CELL} font-semibold`}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

/** A line that begins with what it is about; `why` and the like are cells in softer ink. */
function Row({
  head,
  isCode,
  children,
  soft,
}: {
  head: string;
  isCode?: boolean;
  children?: React.ReactNode;
  soft: readonly string[];
}) {
  return (
    <tr className="border-b border-line last:border-0">
      <th scope="row" className={`${CELL} font-medium ${isCode ? 'font-mono' : ''}`}>
        {head}
      </th>
      {children}
      {soft.map((text, index) => (
        <td key={index} className={`${CELL} text-ink-soft`}>
          {text}
        </td>
      ))}
    </tr>
  );
}

export function FieldTable({ caption, rows, of }: { caption: string; rows: readonly FieldRow[]; of: NoticeClass }) {
  const { notice: words } = useMessages();
  const { why, howLong } = words.classes[of.name];
  const { field, recipients: who, purpose, basis, period } = words.who;
  return (
    <div className="grid gap-2">
      <h3 className="font-semibold">{caption}</h3>
      <Scrolling label={caption}>
        <Table heads={[field, who, purpose, basis, period]} width="min-w-[720px]">
          {rows.map(({ id, label, recipients }) => (
            <Row key={id} head={label} soft={[why, words.bases[of.basis], howLong]}>
              <td className={CELL}>
                {recipients.length === 0 ? words.who.nobody : null}
                <ul>
                  {recipients.map(({ kind, isAgreed }) => (
                    <li key={kind}>
                      {words.who[kind]}
                      {isAgreed ? '' : ` (${words.who.notAgreed})`}
                    </li>
                  ))}
                </ul>
              </td>
            </Row>
          ))}
        </Table>
      </Scrolling>
    </div>
  );
}

/** What is done only for whoever agrees, in the words in which it is asked. */
export function AgreedTable({ rows }: { rows: readonly AgreedRow[] }) {
  const { notice: words, privacy } = useMessages();
  const { names, about } = privacy.consents;
  return (
    <Scrolling label={words.agreed}>
      <Table heads={[words.kept.what, words.who.purpose, words.who.basis, words.who.period]} width="min-w-[640px]">
        {rows.map(({ consent, fields }) => (
          <Row
            key={consent}
            head={names[consent]}
            soft={[
              fields.length === 0 ? about[consent] : `${about[consent]} ${words.who.field}: ${fields.join(', ')}.`,
              words.bases.consent,
              words.classes.consent.howLong,
            ]}
          />
        ))}
      </Table>
    </Scrolling>
  );
}

/** `erased` heads what is said of erasure, where something is. */
export function KeptTable({ classes, erased }: { classes: readonly KeptClass[]; erased?: string }) {
  const { notice: words } = useMessages();
  return (
    <Scrolling label={words.kept.title}>
      <Table
        heads={[
          words.kept.what,
          words.who.purpose,
          words.who.basis,
          words.who.period,
          ...(erased === undefined ? [] : [erased]),
        ]}
        width="min-w-[640px]"
      >
        {classes.map(({ name, basis, decided, onErasure }) => {
          const { what, why, howLong } = words.classes[name];
          const period = decided === undefined ? howLong : `${howLong} ${decided}`;
          const soft = [why, words.bases[basis], period, ...(onErasure === undefined ? [] : [onErasure])];
          return <Row key={name} head={what} soft={soft} />;
        })}
      </Table>
    </Scrolling>
  );
}

export function CookieTable({ cookies }: { cookies: readonly CookieRow[] }) {
  const { cookies: words } = useMessages().notice;
  return (
    <Scrolling label={words.title}>
      <Table heads={[words.name, words.purpose, words.lifetime]}>
        {cookies.map(({ name, purpose, lasts }) => (
          <Row key={name} head={name} isCode soft={[words[purpose], words[lasts]]} />
        ))}
      </Table>
    </Scrolling>
  );
}

// Who is given what: field × recipient × purpose × basis × period.
import { useMessages } from '#app/features/language/use-language.tsx';
import type { DataClassName } from '#app/features/privacy/data-map.ts';

export type NoticeClass = {
  readonly name: DataClassName & keyof ReturnType<typeof useMessages>['notice']['classes'];
  readonly basis: keyof ReturnType<typeof useMessages>['notice']['bases'];
};

export type FieldRow = {
  readonly id: string;
  readonly label: string;
  readonly recipients: readonly { readonly kind: 'employer' | 'microsoft'; readonly isAgreed: boolean }[];
};

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

export function FieldTable({ caption, rows, of }: { caption: string; rows: readonly FieldRow[]; of: NoticeClass }) {
  const { notice: words } = useMessages();
  const { why, howLong } = words.classes[of.name];
  return (
    <div className="grid gap-2">
      <h3 className="font-semibold">{caption}</h3>
      <Scrolling label={caption}>
        <table className="w-full min-w-[720px] border-collapse">
          <thead className="border-b border-line bg-sunken text-sm">
            <tr>
              {[words.who.field, words.who.recipients, words.who.purpose, words.who.basis, words.who.period].map(
                (head) => (
                  <th key={head} scope="col" className={`${CELL} font-semibold`}>
                    {head}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, label, recipients }) => (
              <tr key={id} className="border-b border-line last:border-0">
                <th scope="row" className={`${CELL} font-medium`}>
                  {label}
                </th>
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
                <td className={`${CELL} text-ink-soft`}>{why}</td>
                <td className={`${CELL} text-ink-soft`}>{words.bases[of.basis]}</td>
                <td className={`${CELL} text-ink-soft`}>{howLong}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolling>
    </div>
  );
}

export function KeptTable({ classes }: { classes: readonly NoticeClass[] }) {
  const { notice: words } = useMessages();
  return (
    <Scrolling label={words.kept.title}>
      <table className="w-full min-w-[640px] border-collapse">
        <thead className="border-b border-line bg-sunken text-sm">
          <tr>
            {[words.kept.what, words.who.purpose, words.who.basis, words.who.period].map((head) => (
              <th key={head} scope="col" className={`${CELL} font-semibold`}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {classes.map(({ name, basis }) => (
            <tr key={name} className="border-b border-line last:border-0">
              <th scope="row" className={`${CELL} font-medium`}>
                {words.classes[name].what}
              </th>
              <td className={`${CELL} text-ink-soft`}>{words.classes[name].why}</td>
              <td className={`${CELL} text-ink-soft`}>{words.bases[basis]}</td>
              <td className={`${CELL} text-ink-soft`}>{words.classes[name].howLong}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolling>
  );
}

export type CookieRow = {
  readonly name: string;
  readonly purpose: 'signedIn' | 'way' | 'theme';
  readonly lasts: 'eightHours' | 'oneYear';
};

export function CookieTable({ cookies }: { cookies: readonly CookieRow[] }) {
  const { cookies: words } = useMessages().notice;
  return (
    <Scrolling label={words.title}>
      <table className="w-full border-collapse">
        <thead className="border-b border-line bg-sunken text-sm">
          <tr>
            {[words.name, words.purpose, words.lifetime].map((head) => (
              <th key={head} scope="col" className={`${CELL} font-semibold`}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cookies.map(({ name, purpose, lasts }) => (
            <tr key={name} className="border-b border-line last:border-0">
              <th scope="row" className={`${CELL} font-mono font-medium`}>
                {name}
              </th>
              <td className={`${CELL} text-ink-soft`}>{words[purpose]}</td>
              <td className={`${CELL} text-ink-soft`}>{words[lasts]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolling>
  );
}

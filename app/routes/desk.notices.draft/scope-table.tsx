import { nameOfField } from '#app/features/language/field-names.ts';
import { scopeName } from '#app/features/notices/draft.ts';
import type { NoticeScope } from '#app/features/people/publish-notice.server.ts';
import { DATASETS, isDatasetId, isFieldId, type RecipientKind } from '#reports/catalogue.ts';

const RECIPIENT_NAMES: Readonly<Record<RecipientKind, string>> = {
  employer: 'Employers',
  microsoft: 'Microsoft',
  member: 'Members',
  partner: 'Partners',
};

type Props = { all: readonly NoticeScope[]; chosen: ReadonlySet<string>; before: ReadonlySet<string> };

const changeOf = (isChosen: boolean, was: boolean): string | null =>
  isChosen === was ? null : isChosen ? 'told newly' : 'told no more';

/** Every field that can leave at all, by dataset and recipient: those that are ticked people are told of. */
export function ScopeTable({ all, chosen, before }: Props) {
  const datasets = [...new Set(all.map(({ dataset }) => dataset))];
  return (
    <div className="grid gap-4">
      {datasets.map((dataset) => {
        const scopes = all.filter((scope) => scope.dataset === dataset);
        const recipients = Object.keys(RECIPIENT_NAMES).filter((kind): kind is RecipientKind =>
          scopes.some(({ recipientKind }) => recipientKind === kind),
        );
        const fields = [...new Set(scopes.map(({ field }) => field))].filter(isFieldId);
        const name = isDatasetId(dataset) ? DATASETS[dataset].name : dataset;
        return (
          <div key={dataset} role="region" aria-label={`${dataset}, ${name}`} tabIndex={0} className="overflow-x-auto">
            <table className="w-full border-collapse">
              <caption className="pb-1 text-left font-semibold">
                {dataset} · {name}
              </caption>
              <thead className="border-b border-line text-left text-sm text-ink-soft">
                <tr>
                  <th scope="col" className="py-1.5 pr-3 font-medium">
                    Field
                  </th>
                  {recipients.map((kind) => (
                    <th key={kind} scope="col" className="px-3 py-1.5 font-medium">
                      {RECIPIENT_NAMES[kind]}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {fields.map((field) => (
                  <tr key={field} className="border-b border-line last:border-b-0">
                    <th scope="row" className="py-1 pr-3 text-left font-normal">
                      {nameOfField(field, 'en')}
                    </th>
                    {recipients.map((recipientKind) => {
                      const scope = scopeName({ recipientKind, dataset, field });
                      const changed = changeOf(chosen.has(scope), before.has(scope));
                      return (
                        <td key={recipientKind} className="px-3 py-1">
                          <label className="flex flex-wrap items-center gap-2">
                            <input
                              type="checkbox"
                              name="scope"
                              value={scope}
                              defaultChecked={chosen.has(scope)}
                              aria-label={`${nameOfField(field, 'en')}, ${RECIPIENT_NAMES[recipientKind]}, ${dataset}`}
                              className="size-5 accent-(--color-accent)"
                            />
                            {changed === null ? null : <span className="text-sm text-warn">{changed}</span>}
                          </label>
                        </td>
                      );
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        );
      })}
    </div>
  );
}

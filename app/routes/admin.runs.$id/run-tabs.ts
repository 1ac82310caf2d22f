// Decides what the page of a run shows, from its address: a tab, and of the preview and of the changes a sheet and a page.
import { fieldOf, isFieldId, SHEET_IDS, SHEETS, type SheetId } from '#reports/catalogue.ts';
import { CHANGE_KINDS } from '#app/features/reporting/row-changes.ts';
import type { RunView } from '#app/features/reporting/runs.server.ts';
import type { RunPageView, ShownRun } from '#app/features/reporting/show-run.server.ts';
import { formatNumber } from '#app/ui/format.ts';
import type { Tab } from '#app/ui/tabs.tsx';

export const ROWS_ON_A_PAGE = 25;

export type SheetChoice = Tab;
type Build = NonNullable<RunView['build']>;

/** Where the About sheet is shown. */
export const ABOUT = '?sheet=about';

const TABS = ['preview', 'changes', 'checks', 'deliveries'] as const satisfies readonly RunPageView['tab'][];

export function parseRunPage(parameters: URLSearchParams, sheets: readonly { id: string }[]): RunPageView {
  const tab = TABS.find((known) => known === parameters.get('tab')) ?? 'preview';
  const asked = parameters.get('sheet');
  const kind = parameters.get('kind');
  const page = Number(parameters.get('page') ?? '1');
  const known = (id: SheetId): boolean => sheets.some((sheet) => sheet.id === id);
  const first: RunPageView['sheet'] = SHEET_IDS.find(known) ?? (tab === 'changes' ? 'registration' : 'about');
  // What is compared may be a sheet that only the earlier file had.
  const wanted = SHEET_IDS.find((id) => id === asked && (known(id) || tab === 'changes'));
  return {
    tab,
    sheet: asked === 'about' && tab !== 'changes' ? 'about' : (wanted ?? first),
    kind: CHANGE_KINDS.find((known) => known === kind) ?? null,
    page: Number.isInteger(page) && page > 0 && page < 100_000 ? page : 1,
  };
}

/** The tabs of a run that has a file. */
export function runTabs(build: Build, view: RunPageView): Tab[] {
  const passed = build.checks.filter((check) => check.passed).length;
  return [
    { to: '?', label: 'Preview', current: view.tab === 'preview' },
    { to: '?tab=changes', label: 'Changes', current: view.tab === 'changes' },
    { to: '?tab=checks', label: 'Checks', count: `${passed}/${build.checks.length}`, current: view.tab === 'checks' },
    { to: '?tab=deliveries', label: 'Deliveries', current: view.tab === 'deliveries' },
  ];
}

export function sheetChoices(build: Build, current: RunPageView['sheet']): SheetChoice[] {
  return [
    ...build.sheets.map(({ id, rows }) => ({
      to: `?sheet=${id}`,
      label: SHEETS[id].name,
      count: formatNumber(rows),
      current: current === id,
    })),
    { to: ABOUT, label: 'About', current: current === 'about' },
  ];
}

/** The sheets of either file. */
export function comparedSheets({ now, before }: NonNullable<ShownRun['comparison']>, current: string): SheetChoice[] {
  return SHEET_IDS.filter((id) => [...now.sheets, ...before.sheets].some((sheet) => sheet.id === id)).map((id) => ({
    to: `?tab=changes&sheet=${id}`,
    label: SHEETS[id].name,
    current: current === id,
  }));
}

/** Which column of a sheet holds whole percents, or -1. */
export function percentColumnOf(build: Build, sheet: RunPageView['sheet']): number {
  const fields = build.sheets.find(({ id }) => id === sheet)?.fields ?? [];
  return fields.findIndex((field) => isFieldId(field) && fieldOf(field).kind === 'percent');
}

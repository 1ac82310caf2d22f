// Decides what the page of a run shows, from its address: a tab, and of the preview a sheet and a page.
import { fieldOf, isFieldId, SHEETS } from '#reports/catalogue.ts';
import type { RunView } from '#app/features/reporting/runs.server.ts';
import { formatNumber } from '#app/ui/format.ts';
import type { Tab } from '#app/ui/tabs.tsx';

export const ROWS_ON_A_PAGE = 25;

type SheetName = 'registration' | 'exams' | 'about';
export type RunPageView = { tab: 'preview' | 'checks'; sheet: SheetName; page: number };
export type SheetChoice = Tab;

/** Where the About sheet is shown. */
export const ABOUT = '?sheet=about';

export function parseRunPage(parameters: URLSearchParams, sheets: readonly { id: string }[]): RunPageView {
  const asked = parameters.get('sheet');
  const page = Number(parameters.get('page') ?? '1');
  const known = (id: string): boolean => sheets.some((sheet) => sheet.id === id);
  const sheet: SheetName =
    asked === 'about'
      ? 'about'
      : asked === 'exams' && known('exams')
        ? 'exams'
        : known('registration')
          ? 'registration'
          : known('exams')
            ? 'exams'
            : 'about';
  return {
    tab: parameters.get('tab') === 'checks' ? 'checks' : 'preview',
    sheet,
    page: Number.isInteger(page) && page > 0 && page < 100_000 ? page : 1,
  };
}

export function sheetChoices(build: NonNullable<RunView['build']>, current: SheetName): SheetChoice[] {
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

/** Which column of a sheet holds whole percents, or -1. */
export function percentColumnOf(build: NonNullable<RunView['build']>, sheet: SheetName): number {
  const fields = build.sheets.find(({ id }) => id === sheet)?.fields ?? [];
  return fields.findIndex((field) => isFieldId(field) && fieldOf(field).kind === 'percent');
}

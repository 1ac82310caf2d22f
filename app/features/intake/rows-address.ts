// Decides which rows of a plan, and which page of a list, an address names; what names nothing is the first.
import { ROW_FATES, type RowFate } from './upload.ts';

export function pageOf(parameters: URLSearchParams): number {
  const typed = parameters.get('page') ?? '';
  return /^[1-9]\d{0,5}$/.test(typed) ? Number(typed) : 1;
}

export const rowsOf = (parameters: URLSearchParams): { fate: RowFate | null; page: number } => ({
  fate: ROW_FATES.find((fate) => fate === parameters.get('rows')) ?? null,
  page: pageOf(parameters),
});

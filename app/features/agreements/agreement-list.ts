// What a page of the list of agreements is, and what may be asked of it.
import { z } from 'zod';
import { searchedLine } from '#app/platform/text.ts';

export const AGREEMENTS_A_PAGE = 50;
/** Drafts that are decided about together; the next ones come when these are done. */
export const WAITING_A_PAGE = 100;

export type AgreementFilter = { readonly search: string; readonly page: number };

/** The list as an address asks for it; what can't be read means: from the start. */
export const parseAgreementFilter = (parameters: URLSearchParams): AgreementFilter => ({
  search: searchedLine(parameters.get('q'), 100),
  page: z.coerce.number().int().min(1).max(100_000).catch(1).parse(parameters.get('page')),
});

// What a page of the list of contacts is.
export const CONTACTS_A_PAGE = 50;

export type ContactFilter = {
  readonly search: string;
  /** The search as addresses carry it, sealed. */
  readonly find?: string | null;
  readonly show: 'all' | 'waiting';
  readonly page: number;
};

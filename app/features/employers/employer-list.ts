// What a page of the list of employers is.
export const EMPLOYERS_A_PAGE = 50;

export type EmployerFilter = { readonly search: string; readonly page: number };

export type ListedEmployer = {
  readonly id: number;
  readonly name: string;
  readonly mpnId: string;
  /** The name is only what the first of its people to register typed. */
  readonly isNamedByRegistration: boolean;
  /** With an open, confirmed employment. */
  readonly people: number;
  /** Who wait to be confirmed. */
  readonly waiting: number;
  readonly domains: readonly string[];
  /** True when an agreement says what it is sent. */
  readonly isRecipient: boolean;
};

export type EmployerView = ListedEmployer & {
  readonly recipientSlug: string | null;
  readonly contacts: number;
  /** Partner IDs that mean this employer since another became part of it. */
  readonly aliases: readonly { readonly mpnId: string; readonly name: string; readonly mergedAt: Date }[];
};

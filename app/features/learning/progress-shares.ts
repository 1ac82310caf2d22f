// How far people are, in six parts: as the overview counts them and the list of a workshop's people is narrowed.

export const PROGRESS_SHARES = [
  { key: '0', from: 0, to: 0, name: '0 %' },
  { key: '1-24', from: 1, to: 24, name: '1–24 %' },
  { key: '25-49', from: 25, to: 49, name: '25–49 %' },
  { key: '50-74', from: 50, to: 74, name: '50–74 %' },
  { key: '75-99', from: 75, to: 99, name: '75–99 %' },
  { key: '100', from: 100, to: 100, name: '100 %' },
] as const;
export type ProgressShare = (typeof PROGRESS_SHARES)[number]['key'];

export const PEOPLE_A_PAGE = 50;

/** Which of a workshop's people a list shows. */
export type EnrolledFilter = {
  readonly state: 'enrolled' | 'waiting';
  readonly share: ProgressShare | null;
  /** Of one session alone. */
  readonly session: number | null;
  readonly page: number;
};

/** The page that shows them; what is left out is not asked for. */
export function workshopPeopleAddress(
  workshopId: number,
  { state, share, session, page }: Partial<EnrolledFilter> = {},
): string {
  const asked = new URLSearchParams({
    ...(state === 'waiting' ? { state } : {}),
    ...(share ? { share } : {}),
    ...(session ? { session: String(session) } : {}),
    ...(page !== undefined && page > 1 ? { page: String(page) } : {}),
  }).toString();
  return `/train/workshops/${workshopId}/people${asked === '' ? '' : `?${asked}`}`;
}

// How a person is written and looked for.

export type PersonSummary = { id: number; name: string; email: string; company: string };

/** First and last name as one; either may be empty, never both. */
export function nameOf(person: { firstName: string; lastName: string }): string {
  return `${person.firstName} ${person.lastName}`.trim();
}

/** As addresses are kept: without spaces around, in small letters. */
export function normaliseEmail(typed: string): string {
  return typed.trim().toLowerCase();
}

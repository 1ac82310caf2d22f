// Why an import can't be undone any more, in the words that people read.

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** What was done since with what an import made or changed; closed, and in the order in which it is told. */
export const UNDO_REASONS = {
  'signed-in': (count) =>
    `${plural(count, 'person', 'people')} it brought ${count === 1 ? 'has' : 'have'} signed in since`,
  'mail-sent': (count) => `${plural(count, 'person', 'people')} it brought ${count === 1 ? 'was' : 'were'} written to`,
  merged: (count) =>
    `${plural(count, 'person', 'people')} it brought or changed ${count === 1 ? 'is' : 'are'} one with another by now`,
  disclosed: (count) => `${plural(count, 'of its rows was', 'of its rows were')} in a report that has left`,
  'recipients-told': (count) => `recipients were told of ${plural(count, 'correction', 'corrections')} that it made`,
  asked: (count) => `${plural(count, 'person was', 'people were')} asked, or told us, how an exam of it went`,
  'later-import': (count) => `a later import changed ${plural(count, 'of its rows', 'of its rows')}`,
  'in-use': (count) => `${plural(count, 'other record hangs', 'other records hang')} on what it made`,
  'changed-since': (count) =>
    `${plural(count, 'of its rows was', 'of its rows were')} changed since, by people or staff`,
} as const satisfies Record<string, (count: number) => string>;

export type UndoReason = keyof typeof UNDO_REASONS;
/** How often, for each reason there is; none is that it can be undone. */
export type UndoReasons = readonly { readonly reason: UndoReason; readonly count: number }[];

export const describeUndoReasons = (reasons: UndoReasons): string[] =>
  reasons.map(({ reason, count }) => UNDO_REASONS[reason](count));

/** What a use case gives when refusal is expected: a value, or the reason why not. Surprises throw instead. */
export type Result<T, R> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: R };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const refused = <const R>(reason: R): { readonly ok: false; readonly reason: R } => ({ ok: false, reason });

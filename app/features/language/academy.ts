// What the association is called wherever a text names it. Texts are written with the names that are proposed, and read with those that were
// decided: one place changes them all, in every language, on pages, in mails and in files.
import { ACADEMY_NAME, PARTNER_ID_NAME } from '#reports/names.ts';

export type Academy = {
  /** In sentences and mails. */
  readonly name: string;
  /** Beside the mark, and in the titles of pages. */
  readonly shortName: string;
  /** What the number of a partner is called in the programme; it was renamed before. */
  readonly partnerId: string;
};

export const PROPOSED: Academy = { name: ACADEMY_NAME, shortName: 'Partner Skills', partnerId: PARTNER_ID_NAME };

const WRITTEN = new RegExp(`${PROPOSED.name}|${PROPOSED.partnerId}`, 'g');

let academy = PROPOSED;
let renamed = new WeakMap<object, unknown>();

export const theAcademy = (): Academy => academy;

/** From now on, for everything that is said here. */
export function nameAcademy({ name, shortName, partnerId }: Academy): void {
  if (name === academy.name && shortName === academy.shortName && partnerId === academy.partnerId) return;
  academy = { name, shortName, partnerId };
  renamed = new WeakMap();
}

const isProposed = (): boolean =>
  academy.name === PROPOSED.name &&
  academy.shortName === PROPOSED.shortName &&
  academy.partnerId === PROPOSED.partnerId;

/** For the browser, which says the same from the first word on; nothing where the names are those that are written. */
export const tellAcademy = (): string | undefined =>
  isProposed() ? undefined : JSON.stringify([academy.name, academy.shortName, academy.partnerId]);

/** What the server told. */
export function hearAcademy(told: string | undefined): void {
  if (told === undefined) return;
  const names: unknown = JSON.parse(told);
  const [name, shortName, partnerId] = Array.isArray(names) ? names.map(String) : [];
  if (name !== undefined && shortName !== undefined && partnerId !== undefined)
    nameAcademy({ name, shortName, partnerId });
}

/** A text with the names that were decided. */
export const named = (text: string): string =>
  text.replaceAll(WRITTEN, (written) => (written === PROPOSED.name ? academy.name : academy.partnerId));

/** The title of a page. */
export const titleOf = (title: string): string => `${title} · ${academy.shortName}`;

function rename(value: unknown): unknown {
  if (typeof value === 'string') return named(value);
  if (typeof value === 'function') return (...given: unknown[]) => rename(Reflect.apply(value, undefined, given));
  if (Array.isArray(value)) return value.map(rename);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rename(inner)]));
}

/** Messages with the names that were decided; as they are where nothing was. */
export function withNames<T extends object>(messages: T): T {
  if (isProposed()) return messages;
  const found = renamed.get(messages) ?? rename(messages);
  renamed.set(messages, found);
  return found as T;
}

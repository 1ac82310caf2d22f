// What the association is called, looks like (its logo included) and names as contacts, kept in this process: no page costs a question more for it. A change made here is there at once,
// one made by another process some seconds later.
import { createHash } from 'node:crypto';

import { nameAcademy } from '#app/features/language/academy.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { log } from '#app/platform/log.server.ts';
import { nameSender } from '#app/platform/mail.server.ts';
import { stylesheetOf } from './colours.ts';
import { logoOf, type SiteLogo, type StoredLogo } from './logo.ts';
import { SETTINGS, valueOf, type SettingName, type SettingValues } from './settings.ts';

const KEPT_MS = 5_000;
const NAMES = [
  'academyName',
  'academyShortName',
  'partnerIdName',
  'accentLight',
  'accentDark',
  'privacyContact',
  'privacyEmail',
  'authorityName',
  'authorityAddress',
  'authoritiesAddress',
] as const satisfies SettingName[];

/** The row of `settings` that stands while a backup is being restored: the portal is closed then. */
export const RESTORING = 'restoring';

/** The colours that differ from the portal's own, as a stylesheet and the name of this very one. */
export type BrandColours = { readonly css: string; readonly version: string };

/** Whom somebody can turn to about their data (P1). */
export type PrivacyContacts = {
  readonly officer: { readonly name: string; readonly email: string };
  /** Of the country where the association has its seat; anybody may also go to the one of their own country. */
  readonly authority: { readonly name: string; readonly address: string };
  /** Where all authorities are listed. */
  readonly authorities: string;
};

/** Whom consent to sharing with a Member is about, by country. */
export type MemberNames = Readonly<Record<string, string>>;

type Values = Pick<SettingValues, (typeof NAMES)[number]>;

const contactsOf = (values: Values): PrivacyContacts => ({
  officer: { name: values.privacyContact, email: values.privacyEmail },
  authority: { name: values.authorityName, address: values.authorityAddress },
  authorities: values.authoritiesAddress,
});

const valuesOf = (stored: ReadonlyMap<string, unknown>): Values =>
  Object.fromEntries(NAMES.map((name) => [name, valueOf(name, stored.get(name))])) as Values;

let colours: BrandColours | null = null;
let contacts = contactsOf(valuesOf(new Map()));
let logo: SiteLogo | null = null;
let members: MemberNames = {};
let closed = false;
let readAt: number | null = null;
let reading: Promise<void> | null = null;

function coloursOf({
  accentLight,
  accentDark,
}: Pick<SettingValues, 'accentLight' | 'accentDark'>): BrandColours | null {
  if (accentLight === SETTINGS.accentLight.fallback && accentDark === SETTINGS.accentDark.fallback) return null;
  const css = stylesheetOf(accentLight, accentDark);
  return { css, version: createHash('sha256').update(css).digest('hex').slice(0, 16) };
}

type Stored = { settings: { name: string; value: unknown }[]; members: MemberNames; logos: StoredLogo[] };

const STORED = `
  select (select coalesce(json_agg(json_build_object('name', name, 'value', value)), '[]') from settings where name = any($1::text[])) as settings,
    (select coalesce(json_object_agg(m.country_code, r.name), '{}') from members m join recipients r on r.id = m.recipient_id) as members,
    (select coalesce(json_agg(json_build_object('theme', theme, 'sha256', sha256, 'width', width, 'height', height)), '[]') from site_logos) as logos`;

async function read(): Promise<void> {
  const { rows } = await inRoleSql(
    'psa_portal',
    {},
    (client) => client.query<Stored>(STORED, [[...NAMES, RESTORING]]),
    {
      readOnly: true,
    },
  );
  const stored = rows[0] ?? { settings: [], members: {}, logos: [] };
  const values = valuesOf(new Map(stored.settings.map(({ name, value }) => [name, value])));
  const { academyName: name, academyShortName: shortName, partnerIdName: partnerId } = values;
  nameAcademy({ name, shortName, partnerId });
  nameSender(name);
  colours = coloursOf(values);
  contacts = contactsOf(values);
  members = stored.members;
  logo = logoOf(stored.logos);
  closed = stored.settings.some(({ name }) => name === RESTORING);
  readAt = performance.now();
}

/** Reads it again; what was known stays where that fails. */
export async function refreshBrand(): Promise<void> {
  await read().catch((error: unknown) => log.warn({ err: error }, 'the names of the association could not be read'));
}

/** Asks again in the background where what is known is some seconds old, and waits only where nothing is known yet. */
export async function keepBrand(): Promise<void> {
  if (readAt !== null && performance.now() - readAt < KEPT_MS) return;
  reading ??= refreshBrand().finally(() => (reading = null));
  if (readAt === null) await reading;
}

/** Null while the portal has its own colours. */
export const brandColours = (): BrandColours | null => colours;

/** Null while the name stands there in words. */
export const siteLogo = (): SiteLogo | null => logo;

export const privacyContacts = (): PrivacyContacts => contacts;

export const memberNames = (): MemberNames => members;

/** True while nobody is let in, because a backup is being restored. */
export const isClosed = (): boolean => closed;

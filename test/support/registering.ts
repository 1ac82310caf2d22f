// A form of /register as somebody fills it in, and the way from there to the mail.
import { askToRegister } from '#app/features/people/registrations.server.ts';
import { readRegistration, type NewRegistration } from '#app/features/people/registration-form.ts';
import { randomUUID } from 'node:crypto';
import type { TestDatabase } from './database.ts';
import { readKeptMail, tokenIn } from './kept-mail.ts';

export const COUNTRIES = new Set(['NL', 'PL', 'IE']);

export const TYPED = {
  notice: '1:en',
  firstName: 'Sanne',
  lastName: 'de Vries',
  email: 'Sanne@Bluecloud.example',
  phone: '06 12345678',
  language: 'nl',
  company: 'Bluecloud B.V.',
  mpnId: '1000001',
  country: 'NL',
  city: '',
  jobRole: 'Cloud Engineer',
  age: 'of-age',
  guardianEmail: '',
  acknowledged: 'yes',
};

export function formOf(changes: Record<string, string> = {}): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...TYPED, submission: randomUUID(), ...changes })) form.set(name, value);
  return form;
}

export function given(changes: Record<string, string> = {}): NewRegistration {
  const read = readRegistration(formOf(changes), COUNTRIES);
  if (read?.ok !== true) throw new Error(JSON.stringify(read));
  return read.value;
}

export const registerRequest = (cookie?: string) =>
  new Request('http://localhost/register', cookie === undefined ? {} : { headers: { Cookie: cookie } });

export const countOf = async (database: TestDatabase, table: string): Promise<number> => {
  const [row] = await database.query<{ count: string }>(`select count(*) from ${table}`);
  return Number(row?.count);
};

/** Registers, and gives the token of the mail. */
export async function registered(database: TestDatabase, changes: Record<string, string> = {}): Promise<string> {
  await askToRegister(given(changes));
  return tokenIn((await readKeptMail(database)).at(-1), '/register/confirm/');
}

// Somebody who is reported: in a company of their own, with a colleague, an exam and a workshop.
import type { PersonActor } from '#app/features/access/actor.ts';
import { findReport } from '#app/features/delivery/fetch-report.server.ts';
import { useDatabase, type TestDatabase } from '#test/support/database.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson, moveClock } from '#test/support/register.ts';
import { thePeriod } from '#test/support/runs.ts';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeAll } from 'vitest';

let next = 1;

type Arranged = { id: number; actor: PersonActor; email: string; slug: string; mpnId: string };

/** Somebody in a company of their own with a colleague, an exam and a workshop; reports by the channels given. */
export async function arrangeReported(
  database: TestDatabase,
  channels: readonly string[] = ['folder'],
): Promise<Arranged> {
  const mpnId = String(5_000_000 + next++);
  const company = { mpnId, company: `Company ${mpnId}` };
  const workshops = [{ name: 'Azure Administrator', exam: 'AZ-104', percent: 40 }];
  const email = `anna@company-${mpnId}.example`;
  const sittings = [{ exam: 'AZ-104', month: await thePeriod(), outcome: 'passed' as const }];
  const id = await arrangePerson(database, { email, ...company, workshops, sittings });
  await arrangePerson(database, { email: `ben@company-${mpnId}.example`, ...company, workshops });
  await arrangeAgreement({ kind: 'employer', mpnId }, { channels: [...channels] as ('portal' | 'folder')[] });
  return { id, email, mpnId, slug: `employer-${mpnId}`, actor: { kind: 'person', personId: id, name: 'Anna' } };
}

export async function arrangeContact(database: TestDatabase, { mpnId }: Arranged) {
  const [made] = await database.query<{ id: number; recipientId: number }>(
    `insert into recipient_contacts (recipient_id, email, name, confirmed_at)
     select id, 'c@company-${mpnId}.example', 'C', now() from recipients where slug = 'employer-${mpnId}' returning id, recipient_id as "recipientId"`,
  );
  if (made === undefined) throw new Error('no contact');
  return { kind: 'contact' as const, contactId: made.id, recipientId: made.recipientId, name: 'C' };
}

export const notificationsOf = (database: TestDatabase, personOrSlug: number | string) =>
  database.query(
    `select n.sheet, n.sheet_row as row, n.cause, n.fields from notifications n join recipients r on r.id = n.recipient_id
     where r.slug = $1 or n.person_id::text = $1 order by n.id`,
    [String(personOrSlug)],
  );

export async function download(contact: Awaited<ReturnType<typeof arrangeContact>>, runId: number): Promise<boolean> {
  const file = await findReport(contact, runId);
  if (file === null) return false;
  await buffer(file.stream);
  return true;
}

/** A database of the file's own with a notice, and what its tests arrange and look at in it; the clock is set right after each. */
export function useReported() {
  const database = useDatabase();
  beforeAll(() => arrangeNotice());
  afterEach(() => moveClock(database, '0'));
  return {
    database,
    arrange: (channels?: readonly string[]) => arrangeReported(database, channels),
    contactOf: (of: Arranged) => arrangeContact(database, of),
    notifications: (of: number | string) => notificationsOf(database, of),
  };
}

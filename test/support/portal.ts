// A real portal on a real database: personas, sample people and the reports of last month.
import { seedStaff } from '../../prisma/seed/staff.ts';
import { makeContact } from '#app/features/agreements/make-agreement.server.ts';
import { readTarget } from '#app/features/agreements/target.ts';
import { lastMonth } from '#app/features/delivery/occurrence.ts';
import { runReports } from '#app/features/delivery/run-reports.server.ts';
import { monthAfter } from '#app/features/exams/sitting.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { startServer } from '#app/server.ts';
import { useDatabase, type TestDatabase } from '#test/support/database.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson, MICROSOFT } from '#test/support/register.ts';
import { afterAll, beforeAll } from 'vitest';

export type PersonaName = 'learner' | 'trainer' | 'administrator' | 'privacy-officer' | 'microsoft' | 'employer';

export type PortalServer = {
  readonly database: TestDatabase;
  readonly url: string;
  /** The month that it is, as 'YYYY-MM'. */
  readonly now: string;
  /** The Cookie header of a persona, for requests without a browser. */
  cookieOf(persona: PersonaName): Promise<string>;
  runOf(slug: string): Promise<number>;
  employerOf(mpnId: string): Promise<number>;
};

/** People of three employers: one with two people, one held because of its single person, one without anybody in exams. */
async function arrange(database: TestDatabase): Promise<string> {
  const now = await databaseNow();
  const month = now.toISOString().slice(0, 7);
  await arrangeNotice();
  await seedStaff();
  await arrangePerson(database, {
    email: 'sanne.devries@bluecloud.example',
    workshops: [
      { name: 'Azure Administrator', exam: 'AZ-104', percent: 64 },
      { name: 'Fabric Data Engineer', exam: 'DP-700', percent: 100 },
    ],
    sittings: [
      { exam: 'DP-700', month: monthAfter(month, -2), outcome: 'passed' },
      { exam: 'AZ-104', month: monthAfter(month, 1) },
    ],
  });
  await arrangePerson(database, {
    email: 'lukasz.wojcik@bluecloud.example',
    firstName: 'Łukasz',
    lastName: 'Wójcik',
    workshops: [{ name: 'Azure Administrator', exam: 'AZ-104', percent: 45 }],
    sittings: [{ exam: 'AZ-104', month: monthAfter(month, -1) }],
  });
  await arrangePerson(database, {
    email: 'aoife.murphy@lonely.example',
    firstName: 'Aoife',
    lastName: 'Murphy',
    country: 'IE',
    mpnId: '2000001',
    company: 'Lonely Ltd',
    workshops: [{ name: 'Azure Administrator', exam: 'AZ-104', percent: 10 }],
    sittings: [{ exam: 'AZ-104', month: monthAfter(month, -1), outcome: 'failed' }],
  });
  await arrangeAgreement(MICROSOFT);
  await arrangeAgreement({ kind: 'employer', mpnId: '1000001' });
  await arrangeAgreement({ kind: 'employer', mpnId: '2000001' }, { reidentificationRule: 'hold' });
  await makeContact('microsoft', { email: 'reports@microsoft.example', name: 'Morgan Reed' });
  await makeContact('employer-1000001', { email: 'hr@bluecloud.example', name: 'Femke Jansen' });
  for (const to of ['microsoft', 'employers']) {
    const target = readTarget(to);
    const made = target.ok ? await runReports(target.value, lastMonth(now), now) : target;
    if (!made.ok) throw new Error(made.reason);
  }
  return month;
}

/** Starts all of it for this test file, and stops it after the last test. */
export function usePortalServer(): PortalServer {
  // Personas are offered in a demonstration only; the environment is read at first use, which is later.
  process.env['PSA_DEMO'] = '1';
  const database = useDatabase();
  let server: Awaited<ReturnType<typeof startServer>> | undefined;
  let now = '';

  const address = (): string => {
    if (server === undefined) throw new Error('The portal is up inside hooks and tests only');
    return server.url;
  };

  beforeAll(async () => {
    now = await arrange(database);
    server = await startServer({ port: 0 });
  });
  afterAll(async () => {
    await server?.close();
  });

  return {
    database,
    get url() {
      return address();
    },
    get now() {
      return now;
    },
    async cookieOf(persona) {
      const answer = await fetch(`${address()}/sign-in/demo/${persona}`, { redirect: 'manual' });
      return answer.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; ');
    },
    async employerOf(mpnId) {
      const [employer] = await database.query<{ id: number }>('select psa_employer_of($1) as id', [mpnId]);
      return employer?.id ?? 0;
    },
    async runOf(slug) {
      const [run] = await database.query<{ id: number }>(
        `select u.id from runs u join agreements a on a.id = u.agreement_id join recipients r on r.id = a.recipient_id where r.slug = $1`,
        [slug],
      );
      if (run === undefined) throw new Error(`No run for ${slug}`);
      return run.id;
    },
  };
}

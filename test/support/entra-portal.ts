// A portal that signs people in with Entra ID, without a window: accounts of two tenants, people who are linked to them, and the way there and back.
import { findSignIn } from '#app/features/access/actors.server.ts';
import type { FoundSignIn } from '#app/features/access/found-sign-in.ts';
import {
  finishEntra,
  startEntra,
  type EntraAnswer,
  type EntraOrder,
} from '#app/features/access/entra-sign-in.server.ts';
import { useDatabase, type TestDatabase } from './database.ts';
import { startOpenIdProvider, type OpenIdProvider } from './openid-provider.ts';
import type { TestAccount, TestTenant } from './openid-tenant.ts';
import { startWalking } from './openid-walk.ts';
import { arrangeNotice, arrangePerson } from './register.ts';
import { randomUUID } from 'node:crypto';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';

export const ORIGIN = 'http://localhost:3000';

const account = (name: string, more: Partial<TestAccount> = {}): TestAccount => ({
  oid: randomUUID(),
  name,
  email: `${name.toLowerCase()}@partner.example`,
  acct: 0,
  ...more,
});

/** A learner's. */
export const sanne = account('Sanne');
/** Says that it has Sanne's address, and every role. */
export const mallory = account('Mallory', { email: sanne.email, roles: ['administrator', 'privacy-officer'] });
/** Of staff. */
export const bram = account('Bram', { email: 'bram@psa.example' });
/** A guest of the staff tenant. */
export const guest = account('Guest', { acct: 1, roles: ['administrator'] });
/** Has the same object id as Bram's, in another tenant. */
export const twin = account('Twin', { oid: bram.oid, roles: ['trainer'] });

/** What a browser sends: each cookie once, the last one set. */
export function requestWith(path: string, ...cookies: (string | null)[]): Request {
  const pairs = cookies.flatMap((cookie) => cookie?.split(';')[0] ?? []);
  const jar = new Map(pairs.map((pair) => [pair.split('=')[0] ?? '', pair]));
  return new Request(new URL(path, ORIGIN), { headers: { Cookie: [...jar.values()].join('; ') } });
}

export type Visit = {
  readonly tenant: TestTenant;
  /** Null: says no. */
  readonly who: TestAccount | null;
  readonly order?: Partial<EntraOrder>;
  /** A cookie that the browser has already. */
  readonly carrying?: string;
};

export type Linked = 'person_id' | 'staff_id' | 'contact_id';

export type EntraPortal = {
  readonly database: TestDatabase;
  readonly provider: OpenIdProvider;
  /** Rows of persons, staff_members and recipient_contacts; only the learner is linked to an account before each test. */
  readonly learner: number;
  readonly staff: number;
  readonly contact: number;
  link(tenant: TestTenant, who: TestAccount, as: Linked): Promise<void>;
  /** To the provider and back: the request that the browser then makes, not answered yet. */
  visit(visit: Visit): Promise<{ back: Request; way: string; location: string }>;
  signIn(visit: Visit): Promise<EntraAnswer>;
  /** Signs in, and gives who is signed in then; throws when refused. */
  signedIn(visit: Visit): Promise<{ cookie: string; location: string; signIn: FoundSignIn }>;
  /** Why people were refused in this test, in order. */
  reasons(): Promise<string[]>;
};

/** Arranges all of it for this test file. */
export function useEntra(): EntraPortal {
  const database = useDatabase();
  const made: { provider?: OpenIdProvider; learner?: number; staff?: number; contact?: number } = {};
  const current = <K extends keyof typeof made>(key: K): NonNullable<(typeof made)[K]> => {
    const value = made[key];
    if (value === undefined) throw new Error('Arranged inside hooks and tests only');
    return value;
  };
  const idOf = async (text: string): Promise<number> => (await database.query<{ id: number }>(text))[0]?.id ?? 0;

  const portal: EntraPortal = {
    database,
    get provider() {
      return current('provider');
    },
    get learner() {
      return current('learner');
    },
    get staff() {
      return current('staff');
    },
    get contact() {
      return current('contact');
    },
    async link(tenant, { oid }, as) {
      const id = { person_id: portal.learner, staff_id: portal.staff, contact_id: portal.contact }[as];
      await database.query(
        `insert into identities (tenant_id, object_id, ${as}) values ($1, $2, $3)
         on conflict (tenant_id, object_id) do update set ${as} = excluded.${as}`,
        [tenant.id, oid, id],
      );
    },
    async visit({ tenant, who, order = {}, carrying = null }) {
      const started = await startEntra(requestWith('/sign-in', carrying), {
        authority: 'organizations',
        returnTo: null,
        ...order,
      });
      const location = await startWalking(portal.provider).through(started.location, tenant, who);
      return { back: requestWith(location, carrying, started.cookie), way: started.cookie, location };
    },
    signIn: async (visit) => finishEntra((await portal.visit(visit)).back),
    async signedIn(visit) {
      const answer = await portal.signIn(visit);
      if (!answer.ok) throw new Error(`Refused: ${answer.because}`);
      const signIn = await findSignIn(requestWith('/', answer.cookie));
      if (signIn === null) throw new Error('Nobody is signed in');
      return { cookie: answer.cookie, location: answer.location, signIn };
    },
    async reasons() {
      const rows = await database.query<{ because: string }>(
        `select details ->> 'because' as because from audit_events where event = 'sign-in.refused' order by id`,
      );
      return rows.map(({ because }) => because);
    },
  };

  beforeAll(async () => {
    const provider = await startOpenIdProvider({
      origin: ORIGIN,
      staff: [bram, guest],
      partner: [sanne, mallory, twin],
    });
    made.provider = provider;
    setDefaultCACertificates([...getCACertificates('default'), provider.certificate]);
    Object.assign(process.env, provider.env, { PSA_ORIGIN: ORIGIN });
    await arrangeNotice();
    made.learner = await arrangePerson(database, { email: sanne.email });
    made.staff = await idOf(
      `insert into staff_members (email, name) values ('bram@psa.example', 'Bram Visser') returning id`,
    );
    await database.query(`insert into recipients (slug, kind, name) values ('microsoft', 'microsoft', 'Microsoft EU')`);
    made.contact = await idOf(
      `insert into recipient_contacts (recipient_id, email, name, confirmed_at)
       select id, 'reports@microsoft.example', 'Morgan Reed', psa_now() from recipients returning id`,
    );
  });
  beforeEach(async () => {
    await database.query('delete from identities');
    await database.query('delete from rate_counts');
    await database.query('truncate audit_events cascade');
    await portal.link(portal.provider.partner, sanne, 'person_id');
  });
  afterEach(() => {
    for (const tenant of [portal.provider.staff, portal.provider.partner]) tenant.tamperWith(null);
  });
  afterAll(() => made.provider?.stop());
  return portal;
}

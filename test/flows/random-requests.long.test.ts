// Ten thousand requests of everybody, at random: nobody is told anything of another that is not theirs to see, nothing of another's changes,
// and nothing breaks. Names, addresses, numbers, companies and browsers of everybody hold a mark that tells whose they are.
import type { SignedInActor } from '#app/features/access/actor.ts';
import { actorSettings } from '#app/features/access/actor.ts';
import { startSignIn, type Seat } from '#app/features/access/sign-ins.server.ts';
import { openPortal } from '#app/portal-build.ts';
import { startServer, type StartedServer } from '#app/server.ts';
import { finishAfterAnswers } from '#app/platform/after-answer.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeTwoSides, type TwoSides } from '#test/support/two-sides.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepContent, type KeptContent } from './kept-content.ts';
import { anyRequest, type Pools, type RandomRequest } from './random-request.ts';

const database = useDatabase();
const REQUESTS = 10_000;
const A_ROUND = 25;
const AT_ONCE = 5;

const WHO = [
  'nobody',
  'visitor',
  'learner',
  'otherLearner',
  'contact',
  'otherContact',
  'trainer',
  'administrator',
  'officer',
] as const;
type Who = (typeof WHO)[number];

/** What a mark tells of: 'zqperson12qz' stands in everything of person 12. */
const MARK = /zq(person|employer|staff|contact|signin)(\d+)qz/gi;

const PLANT = `
  update persons set first_name = 'zqperson' || id || 'qz', last_name = 'De zqperson' || id || 'qz', phone = '+31 zqperson' || id || 'qz', city = 'zqperson' || id || 'qz',
    email = 'zqperson' || id || 'qz@marked.example';
  update employers set name = 'zqemployer' || id || 'qz B.V.';
  update employments set job_role = 'zqperson' || person_id || 'qz';
  update staff_members set name = 'zqstaff' || id || 'qz', email = 'zqstaff' || id || 'qz@psa.example';
  update recipient_contacts set name = 'zqcontact' || id || 'qz', email = 'zqcontact' || id || 'qz@marked.example';
  update sign_ins set browser = 'zqsignin' || id || 'qz';`;

/** SQL: what the actor may change, table by table; everything else is another's. What signing in and limits leave is left out. */
const EVERYBODYS = [
  'sign_in_flows',
  'sign_in_codes',
  'rate_counts',
  'audit_events',
  'audit_seals',
  '_prisma_migrations',
];
const MY_ENROLMENTS = '(select id from enrolments where person_id = :me)';
/** Anybody may ask without an account; and whoever is signed in on their own page. */
const asks = (whose: string): Readonly<Record<string, string>> => ({
  support_cases: whose,
  support_messages: `case_id in (select id from support_cases where ${whose})`,
});
/** Who answers writes mails, and may make a request for a right of a question. */
const ANSWERS = { ...asks('true'), mails: 'true', privacy_requests: 'true', privacy_request_steps: 'true' };
const ASKS_AS_NOBODY = asks('person_id is null');
const OWN_LEARNING = {
  ...asks('person_id is null or person_id = :me'),
  enrolments: 'person_id = :me',
  progress_entries: `enrolment_id in ${MY_ENROLMENTS}`,
  // That the newest notice was seen on one's own pages is written down.
  notice_tellings: 'person_id = :me',
};
const FETCHED = {
  ...ASKS_AS_NOBODY,
  deliveries:
    'run_id in (select u.id from runs u join agreements a on a.id = u.agreement_id join recipient_contacts c on c.recipient_id = a.recipient_id where c.id = :me)',
};
const OF_STAFF = {
  staff_members: 'true',
  staff_roles: 'true',
  role_requests: 'true',
  invitations: 'true',
  sign_ins: 'true',
};
const MAY_CHANGE: Readonly<Record<Who, Readonly<Record<string, string>>>> = {
  nobody: ASKS_AS_NOBODY,
  // Asks for an invitation to the address of a learner.
  visitor: { ...ASKS_AS_NOBODY, invitations: 'true' },
  learner: OWN_LEARNING,
  otherLearner: OWN_LEARNING,
  // Fetching a report tells its rows to the recipient, which is written down.
  contact: FETCHED,
  otherContact: FETCHED,
  trainer: { ...ANSWERS, sittings: 'true', outcome_entries: 'true' },
  // Who fetches no more is signed in as nobody's contact.
  administrator: {
    ...OF_STAFF,
    ...ANSWERS,
    recipient_contacts: 'true',
    identities: 'person_id is null and staff_id is null',
  },
  officer: {
    ...OF_STAFF,
    runs: 'true',
    builds: 'true',
    build_pages: 'true',
    deliveries: 'true',
    audit_anchors: 'true',
  },
};

let sides: TwoSides;
let server: StartedServer;
let content: KeptContent;
let pools: Pools;
let tables: string[] = [];
let ownRuns: Readonly<Record<string, readonly number[]>> = {};
/** Marks that each may be shown. */
let mayBeShown: Readonly<Record<Who, (kind: string, id: number) => boolean>>;

const actorOf = (who: Who): SignedInActor | null => (who === 'nobody' ? null : sides[who]);

beforeAll(async () => {
  sides = await arrangeTwoSides(database);
  await database.query(PLANT);
  const { build } = await openPortal(false);
  if (typeof build === 'function') throw new Error('The tests look at the build, not at live modules');
  const patternOf = (id: string | undefined): string => {
    const route = id === undefined ? undefined : build.routes[id];
    return route === undefined
      ? ''
      : [patternOf(route.parentId), route.path ?? ''].filter((part) => part !== '').join('/');
  };
  const routes = Object.keys(build.routes)
    .filter((id) => id !== 'root')
    .map((id) => ({ id, pattern: patternOf(id) }));
  const found = await database.query<{ ids: number[] }>(
    `select array(select distinct id from (select id from persons union select id from runs union select id from enrolments union select id from sittings
       union select id from sign_ins union select id from recipient_contacts union select id from staff_members union select 999999) i order by id) as ids`,
  );
  pools = { routes, ids: found[0]?.ids ?? [] };
  tables = (
    await database.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
    )
  )
    .map(({ name }) => name)
    .filter((name) => !EVERYBODYS.includes(name));
  await readWhatIsWhose();
  content = await keepContent(database);
  server = await startServer({ port: 0 });
});
afterAll(async () => {
  await server.close();
  await content.forget();
});

async function readWhatIsWhose(): Promise<void> {
  const signIns = await database.query<{ id: number; kind: string; actor: number }>(
    'select id, actor_kind as kind, actor_id as actor from sign_ins',
  );
  const employers = await database.query<{ person: number; employer: number }>(
    'select person_id as person, employer_id as employer from employments',
  );
  const recipients = await database.query<{ id: number; employer: number | null }>(
    'select id, employer_id as employer from recipients',
  );
  const runs = await database.query<{ id: number; recipient: number }>(
    'select u.id, a.recipient_id as recipient from runs u join agreements a on a.id = u.agreement_id',
  );
  const isOwnSignIn = (who: Who, id: number): boolean => {
    const actor = actorOf(who);
    return signIns.some(
      (row) => row.id === id && row.kind === actor?.kind && String(row.actor) === actorSettings(actor)['psa.actor_id'],
    );
  };
  const learnerSees =
    (who: 'learner' | 'otherLearner') =>
    (kind: string, id: number): boolean =>
      (kind === 'person' && id === sides[who].personId) ||
      (kind === 'employer' &&
        employers.some(({ person, employer }) => person === sides[who].personId && employer === id)) ||
      (kind === 'signin' && isOwnSignIn(who, id));
  const contactSees =
    (who: 'contact' | 'otherContact') =>
    (kind: string, id: number): boolean =>
      (kind === 'contact' && id === sides[who].contactId) ||
      (kind === 'employer' && recipients.some((row) => row.id === sides[who].recipientId && row.employer === id)) ||
      (kind === 'signin' && isOwnSignIn(who, id));
  mayBeShown = {
    nobody: () => false,
    visitor: (kind, id) => kind === 'signin' && isOwnSignIn('visitor', id),
    learner: learnerSees('learner'),
    otherLearner: learnerSees('otherLearner'),
    contact: contactSees('contact'),
    otherContact: contactSees('otherContact'),
    trainer: (kind, id) =>
      ['person', 'employer'].includes(kind) ||
      (kind === 'staff' && id === 1) ||
      (kind === 'signin' && isOwnSignIn('trainer', id)),
    administrator: (kind, id) => kind !== 'signin' || isOwnSignIn('administrator', id),
    officer: (kind, id) =>
      ['person', 'employer', 'staff'].includes(kind) || (kind === 'signin' && isOwnSignIn('officer', id)),
  };
  const runsOf = (recipientId: number): number[] =>
    runs.filter(({ recipient }) => recipient === recipientId).map(({ id }) => id);
  ownRuns = { contact: runsOf(sides.contact.recipientId), otherContact: runsOf(sides.otherContact.recipientId) };
}

/** A hash of everything that is not the actor's to change, and of everybody else's sign-ins. */
async function readOthers(who: Who): Promise<string> {
  const actor = actorOf(who);
  const me = actor === null ? '0' : (actorSettings(actor)['psa.actor_id'] ?? '0');
  const mine: Readonly<Record<string, string>> = {
    sign_ins: `actor_kind = '${actor?.kind ?? ''}' and actor_id = ${me}`,
    ...MAY_CHANGE[who],
  };
  const parts = tables.map(
    (table) =>
      `select '${table}' as name, md5(coalesce(string_agg(t::text, '' order by t::text), '')) as hash from ${table} t where not (${(mine[table] ?? 'false').replaceAll(':me', me)})`,
  );
  const rows = await database.query<{ name: string; hash: string }>(parts.join(' union all '));
  return rows
    .map(({ name, hash }) => `${name} ${hash}`)
    .toSorted()
    .join('\n');
}

async function signIn(who: Who): Promise<string> {
  const actor = actorOf(who);
  if (actor === null) return '';
  const seat: Seat = { kind: actor.kind, id: Number(actorSettings(actor)['psa.actor_id']) };
  const how =
    actor.kind === 'visitor' ? ({ method: 'entra', identityId: seat.id } as const) : ({ method: 'demo' } as const);
  const { cookie } = await startSignIn(new Request(server.url), { seat, ...how });
  return cookie.split(';')[0] ?? '';
}

async function ask(who: Who, cookie: string, { path, method, form }: RandomRequest): Promise<number> {
  const answer = await fetch(`${server.url}${path}`, {
    method,
    headers: { Cookie: cookie, Origin: server.url },
    redirect: 'manual',
    ...(form === null ? {} : { body: new URLSearchParams(form.map(([name, value]) => [name, value])) }),
  });
  const told = `${JSON.stringify([...answer.headers])}${await answer.text()}`;
  const what = `${who} ${method} ${path} ${JSON.stringify(form)}`;
  expect(answer.status, what).toBeLessThan(500);
  const others = [...told.matchAll(MARK)].filter(([, kind = '', id = '']) => !mayBeShown[who](kind, Number(id)));
  expect(
    others.map(([mark]) => mark),
    what,
  ).toEqual([]);
  const fetched = /^\/reports\/(\d+)\/download(\?|$)/.exec(path)?.[1];
  if (fetched !== undefined && answer.status === 200) expect(ownRuns[who] ?? [], what).toContain(Number(fetched));
  return answer.status;
}

const isStaff = (who: Who): boolean => who === 'trainer' || who === 'administrator' || who === 'officer';
const NAMES_NOBODY = ['nobody', 'system'];

it('ten thousand requests tell nobody of another, change nothing of another’s, and break nothing', async () => {
  const statuses = new Map<string, number>();
  const round = fc.tuple(
    fc.constantFrom(...WHO),
    fc.array(anyRequest(pools), { minLength: A_ROUND, maxLength: A_ROUND }),
  );
  await fc.assert(
    fc.asyncProperty(round, async ([who, requests]) => {
      await database.query('truncate rate_counts');
      const cookie = await signIn(who);
      const before = await readOthers(who);
      const [last] = await database.query<{ id: string }>('select max(id) as id from audit_events');
      for (let start = 0; start < requests.length; start += AT_ONCE)
        for (const status of await Promise.all(
          requests.slice(start, start + AT_ONCE).map((request) => ask(who, cookie, request)),
        ))
          statuses.set(`${who} ${status}`, (statuses.get(`${who} ${status}`) ?? 0) + 1);
      await finishAfterAnswers();
      expect(await readOthers(who), `${who} ${JSON.stringify(requests)}`).toBe(before);
      const actor = actorOf(who);
      const events = await database.query<{ actor: string }>(
        `select distinct actor_kind || coalesce(' ' || actor_id, '') as actor from audit_events where id > $1`,
        [last?.id],
      );
      const self = actor === null ? 'nobody' : `${actor.kind} ${actorSettings(actor)['psa.actor_id']}`;
      expect(
        events.map((event) => event.actor).filter((name) => name !== self && !NAMES_NOBODY.includes(name)),
      ).toEqual([]);
      // What staff may change is put back, so that everybody is there for the next.
      if (isStaff(who)) await content.putBack();
    }),
    { numRuns: REQUESTS / A_ROUND },
  );
  // Each of them was shown something, too.
  for (const who of WHO) expect([who, (statuses.get(`${who} 200`) ?? 0) > 30]).toEqual([who, true]);
});

// With any one permission opened to everybody, somebody passes who should not: for each permission a request that needs it. Those without it
// are answered 404 and written down as refused; once it is opened, somebody is not.
import { PERMISSIONS, type Permission, type Role } from '#app/features/access/permissions.ts';
import { startSignIn, type Seat } from '#app/features/access/sign-ins.server.ts';
import { usePortalServer } from '#test/support/portal.ts';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

const portal = usePortalServer();
const ROLES: readonly Role[] = ['learner', 'contact', 'visitor', 'trainer', 'administrator', 'privacy-officer'];
const MONTH = '2026-11';

type Needing = {
  readonly path: (portal: { run: number; held: number; session: number; request: number; breach: number }) => string;
  readonly form?: Readonly<Record<string, string>>;
  /** The permission that stands before it at the same address; it is opened for the comparison. */
  readonly behind?: Permission;
};

const at = (path: string) => () => path;

/** Permission → a request that nobody without it gets an answer to. */
const REQUESTS: Readonly<Record<Permission, Needing | 'everybody has it'>> = {
  'sign-in:list': 'everybody has it',
  'sign-in:end': 'everybody has it',
  'seat:change': { path: at('/me/learner') },
  'employment:list': { path: at('/admin/employments') },
  'employment:confirm': {
    path: at('/admin/employments'),
    form: { employmentId: '999999', confirm: 'person' },
    behind: 'employment:list',
  },
  'overview:read': { path: at('/admin') },
  'search:use': { path: at('/search') },
  'employer:list': { path: at('/admin/employers/999999') },
  'employer:change': {
    path: at('/admin/employers/1'),
    form: { intent: 'rename', name: 'Opened B.V.' },
    behind: 'employer:list',
  },
  'employer:merge': {
    path: at('/admin/employers/1'),
    form: { intent: 'merge', into: 'X', again: 'X' },
    behind: 'employer:list',
  },
  'agreement:list': { path: at('/admin/agreements') },
  'agreement:draft': { path: at('/admin/agreements/new') },
  'agreement:choose-rule': {
    path: at('/admin/agreements/1'),
    form: { intent: 'choose-rule', number: '1', digest: '0'.repeat(24), rule: 'hold' },
    behind: 'agreement:list',
  },
  'agreement:approve': {
    path: at('/admin/agreements/1'),
    form: { intent: 'approve', number: '1', digest: '0'.repeat(24) },
    behind: 'agreement:list',
  },
  'agreement:pause': { path: at('/admin/agreements/1'), form: { intent: 'resume' }, behind: 'agreement:list' },
  'schedule:list': { path: at('/admin/schedules') },
  'run:start': {
    path: at('/admin/schedules'),
    form: { intent: 'make', agreementId: '1', period: '2020-01' },
    behind: 'schedule:list',
  },
  'duplicate:list': { path: at('/admin/people') },
  'duplicate:dismiss': {
    path: at('/admin/people'),
    form: { intent: 'apart', one: '999999', other: '999998' },
    behind: 'duplicate:list',
  },
  'person:merge': {
    path: at('/admin/people/1/2'),
    form: { intent: 'merge', digest: '0'.repeat(64) },
    behind: 'duplicate:list',
  },
  'invitation:ask': { path: at('/no-access'), form: { email: 'x@x.example' } },
  'learning:read': { path: at('/me') },
  'progress:set': { path: at('/me'), form: { enrolmentId: 'x', percent: 'x' } },
  'enrolment:change': {
    path: at('/me'),
    form: { intent: 'enrol', workshopId: '999999' },
    behind: 'progress:set',
  },
  'certificate:fetch': { path: at('/me/certificate/999999') },
  'own-session:fetch': { path: at('/me/sessions/999999/calendar.ics') },
  'recording:open': { path: at('/me/recordings/999999') },
  'own-exam:list': { path: at('/me/exams') },
  'own-exam:change': { path: at('/me/exams'), form: { intent: 'cancel', sittingId: '999999' } },
  'data:read': { path: at('/me/data/address/not-a-token') },
  'data:export': { path: at('/me/data/download/given.json') },
  'data:change': { path: at('/me/data'), form: { intent: 'x' } },
  'address:change': {
    path: at('/me/data'),
    form: { intent: 'address', email: 'x@x.example' },
    behind: 'data:change',
  },
  'data:erase': { path: at('/me/data/erased'), form: { email: 'x' } },
  'session:list': { path: at('/train') },
  'workshop:change': { path: at('/train/workshops/new') },
  'session:change': { path: at('/train/sessions/new') },
  'roster:read': { path: ({ session }) => `/train/sessions/${session}` },
  'roster:change': { path: ({ session }) => `/train/sessions/${session}`, form: { intent: 'x' } },
  'roster:download': { path: ({ session }) => `/train/sessions/${session}/roster.csv` },
  'recording:add': { path: ({ session }) => `/train/sessions/${session}/recordings` },
  'recording:change': { path: at('/train/recordings/999999') },
  'person:find': { path: at('/train/people') },
  'person:read': { path: at('/train/people/1') },
  'enrolment:list': { path: at('/train/workshops/1/people') },
  'sitting:list': { path: at('/train/exams') },
  'sitting:book': {
    path: at('/train/exams'),
    form: { intent: 'book', person: 'x', personId: '999999', examCode: 'AZ-104', month: MONTH },
    behind: 'sitting:change',
  },
  'sitting:change': {
    path: at('/train/exams'),
    form: { intent: 'cancel', sittingId: '999999' },
  },
  'outcome:record': {
    path: at('/train/exams'),
    form: { intent: 'record', sittingId: '999999', result: 'passed' },
    behind: 'sitting:change',
  },
  'conflict:decide': {
    path: at('/train/exams'),
    form: { intent: 'decide', conflictId: '999999', decision: 'stands' },
    behind: 'sitting:change',
  },
  'follow-up:list': { path: at('/train/follow-up') },
  'follow-up:change': { path: at('/train/follow-up'), form: { intent: 'cancel', followUpId: '999999' } },
  'setting:list': { path: at('/admin/settings') },
  'setting:change': { path: at('/admin/settings'), form: { followUpContacts: 'x' } },
  'import:list': { path: at('/train/import') },
  'import:make': { path: at('/train/import'), form: { kind: 'exams' }, behind: 'import:list' },
  'import:undo': { path: at('/train/import/batch/999999'), form: { intent: 'undo' }, behind: 'import:list' },
  'run:list': { path: at('/admin/runs') },
  'run:read': { path: ({ run }) => `/admin/runs/${run}` },
  'run:release': { path: ({ held }) => `/admin/runs/${held}/release` },
  'run:download': { path: ({ run }) => `/admin/runs/${run}/download` },
  'reason:ask': { path: ({ run }) => `/admin/runs/${run}/why` },
  'report:list': { path: at('/reports') },
  'report:fetch': { path: ({ run }) => `/reports/${run}/download` },
  'report:verify': { path: at('/reports/verify') },
  'notification:confirm': { path: at('/reports'), form: { id: '999999' }, behind: 'report:list' },
  'colleague:confirm': {
    path: at('/reports'),
    form: { intent: 'confirm-contact', contactId: '999999' },
    behind: 'report:list',
  },
  'colleague:remove': {
    path: at('/reports'),
    form: { intent: 'remove-contact', contactId: '999999' },
    behind: 'report:list',
  },
  'staff:list': { path: at('/admin/staff') },
  'staff:add': {
    path: at('/admin/staff'),
    form: { intent: 'add', name: 'X', email: 'ilse.vermeer@psa.example' },
    behind: 'staff:list',
  },
  'staff:disable': { path: at('/admin/staff/1'), form: { intent: 'enable' }, behind: 'staff:list' },
  'role:ask': {
    path: at('/admin/staff/1'),
    form: { intent: 'role', role: 'trainer', wish: 'grant' },
    behind: 'staff:list',
  },
  'role:decide': {
    path: at('/admin/staff'),
    form: { intent: 'decide', requestId: '999999', decision: 'declined' },
    behind: 'staff:list',
  },
  'contact:list': { path: at('/admin/contacts') },
  'contact:add': {
    path: at('/admin/contacts'),
    form: { intent: 'add', recipientId: '999999', name: 'X', email: 'x@x.example' },
    behind: 'contact:list',
  },
  'contact:confirm': {
    path: at('/admin/contacts'),
    form: { intent: 'confirm', contactId: '999999' },
    behind: 'contact:list',
  },
  'contact:remove': {
    path: at('/admin/contacts'),
    form: { intent: 'remove', contactId: '999999' },
    behind: 'contact:list',
  },
  'own-notice:answer': {
    path: at('/me/notice'),
    form: { version: '1', answer: 'objected' },
  },
  'notice:list': { path: at('/desk/notices') },
  'notice:draft': { path: at('/desk/notices/draft') },
  'notice:publish': {
    path: at('/desk/notices/draft'),
    form: { intent: 'publish', revision: '1' },
    behind: 'notice:draft',
  },
  'desk:read': { path: at('/desk') },
  'own-case:list': { path: at('/me/support') },
  'own-case:write': {
    path: at('/me/support'),
    form: { intent: 'ask', topic: 'other', message: 'X' },
    behind: 'own-case:list',
  },
  'support:list': { path: at('/admin/support') },
  'support:answer': { path: at('/admin/support/999999'), form: { intent: 'close' }, behind: 'support:list' },
  'request:list': { path: at('/desk/requests') },
  'request:read': { path: ({ request }) => `/desk/requests/${request}` },
  'request:enter': { path: at('/desk/requests/new') },
  'request:change': {
    path: ({ request }) => `/desk/requests/${request}`,
    form: { intent: 'note', note: 'X' },
    behind: 'request:read',
  },
  'request:decide': { path: ({ request }) => `/desk/requests/${request}/decide` },
  'request:export': { path: ({ request }) => `/desk/requests/${request}/download/everything.json` },
  'retention:read': { path: at('/desk/retention/rules/inactive') },
  'retention:change': {
    path: at('/desk/retention/rules/inactive'),
    form: { amount: '6' },
    behind: 'retention:read',
  },
  'retention:run': { path: at('/desk/retention/run') },
  'retention:download': { path: at('/desk/retention/forecast.xlsx') },
  'ledger:search': { path: at('/desk/audit') },
  'ledger:verify': { path: at('/desk/audit'), form: {}, behind: 'ledger:search' },
  'disclosure:search': { path: at('/desk/disclosures/1') },
  'disclosure:export': { path: at('/desk/disclosures/1/people.csv') },
  'breach:read': { path: ({ breach }) => `/desk/breaches/${breach}` },
  'breach:record': { path: at('/desk/breaches/new') },
  'breach:decide': { path: ({ breach }) => `/desk/breaches/${breach}`, form: { intent: 'counted' } },
  'breach:tell': { path: ({ breach }) => `/desk/breaches/${breach}/tell` },
  'breach:export': { path: ({ breach }) => `/desk/breaches/${breach}/people.csv` },
  'register:read': { path: at('/desk/register.xlsx') },
  'processor:change': { path: at('/desk/register'), form: { name: 'X' }, behind: 'register:read' },
};

const closed = structuredClone<Record<Permission, readonly Role[]>>(PERMISSIONS);
const seats = new Map<Role, Seat>();
let runs = { run: 0, held: 0, session: 0, request: 0, breach: 0 };

const open = (permission: Permission): void => void Reflect.set(PERMISSIONS, permission, ROLES);
afterEach(() => void Object.assign(PERMISSIONS, closed));

beforeAll(async () => {
  const [ids] = await portal.database.query<
    Record<'learner' | 'contact' | 'trainer' | 'administrator' | 'officer' | 'visitor', number>
  >(
    `with unknown as (insert into identities (tenant_id, object_id) values (gen_random_uuid(), gen_random_uuid()) returning id)
     select (select min(id) from persons) as learner, (select min(id) from recipient_contacts) as contact, (select id from unknown) as visitor,
       (select staff_id from staff_roles where role = 'trainer') as trainer,
       (select staff_id from staff_roles where role = 'administrator') as administrator,
       (select staff_id from staff_roles where role = 'privacy-officer') as officer`,
  );
  if (ids === undefined) throw new Error('Nobody was arranged');
  seats.set('learner', { kind: 'person', id: ids.learner });
  seats.set('contact', { kind: 'contact', id: ids.contact });
  seats.set('visitor', { kind: 'visitor', id: ids.visitor });
  seats.set('trainer', { kind: 'staff', id: ids.trainer });
  seats.set('administrator', { kind: 'staff', id: ids.administrator });
  seats.set('privacy-officer', { kind: 'staff', id: ids.officer });
  const [session] = await portal.database.query<{ id: number }>(
    `insert into workshop_sessions (workshop_id, title) select min(id), 'Autumn' from workshops returning id`,
  );
  const [request] = await portal.database.query<{ id: number }>(
    `insert into privacy_requests (person_id, kind, due_on) select min(id), 'access', '2030-01-01' from persons returning id`,
  );
  const [breach] = await portal.database.query<{ id: number }>(
    `insert into breaches (drill, kind, title, what, known_at, recorded_by) values (true, 'other', 'A drill', 'Nothing', now(), $1) returning id`,
    [ids.officer],
  );
  runs = {
    run: await portal.runOf('employer-1000001'),
    held: await portal.runOf('employer-2000001'),
    session: session?.id ?? 0,
    request: request?.id ?? 0,
    breach: breach?.id ?? 0,
  };
});

async function ask(role: Role, { path, form }: Needing): Promise<number> {
  await portal.database.query('truncate rate_counts');
  const seat = seats.get(role);
  if (seat === undefined) throw new Error(`There is no ${role}`);
  const how =
    seat.kind === 'visitor' ? ({ method: 'entra', identityId: seat.id } as const) : ({ method: 'demo' } as const);
  const { cookie } = await startSignIn(new Request(portal.url), { seat, ...how });
  const answer = await fetch(`${portal.url}${path(runs)}`, {
    method: form === undefined ? 'GET' : 'POST',
    headers: { Cookie: cookie.split(';')[0] ?? '', Origin: portal.url },
    redirect: 'manual',
    ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
  });
  await answer.arrayBuffer();
  return answer.status;
}

const countRefusals = async (permission: Permission): Promise<number> =>
  (
    await portal.database.query(`select from audit_events where event = 'refused' and details ->> 'permission' = $1`, [
      permission,
    ])
  ).length;

/** Who among those without the permission passed the guard: an answer tells, or that no refusal was recorded where rows stand in the way. */
async function passed(permission: Permission, needing: Needing): Promise<Role[]> {
  const without = ROLES.filter((role) => !closed[permission].includes(role));
  const got: Role[] = [];
  for (const role of without) {
    const before = await countRefusals(permission);
    const status = await ask(role, needing);
    if (status !== 404 || (await countRefusals(permission)) === before) got.push(role);
  }
  return got;
}

describe.each(Object.entries(REQUESTS))('%s', (name, needing) => {
  const permission = name as Permission;
  if (needing === 'everybody has it') {
    it('is everybody’s, and cannot be opened further', () => {
      expect(closed[permission]).toEqual(['signed-in']);
    });
    return;
  }
  it('is asked for: nobody without it passes, and somebody does once it is opened', async () => {
    if (needing.behind !== undefined) open(needing.behind);
    expect(await passed(permission, needing)).toEqual([]);
    open(permission);
    expect(await passed(permission, needing)).not.toEqual([]);
  });
});

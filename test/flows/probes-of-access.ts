// Probes of getting in and of those who let others in.
import type { FoundSignIn } from '#app/features/access/found-sign-in.ts';
import { findSignIn } from '#app/features/access/actors.server.ts';
import type { StaffActor } from '#app/features/access/actor.ts';
import { addStaff, decideRole, setDisabled, wishRole } from '#app/features/access/change-staff.server.ts';
import { checkCode } from '#app/features/access/check-code.server.ts';
import { purposeOfCode, sendAnotherCode, sendCode } from '#app/features/access/codes.server.ts';
import { keepFlow, takeFlow } from '#app/features/access/entra-flows.server.ts';
import { findInvitation, invite } from '#app/features/access/invitations.server.ts';
import { findAddressee, inviteRegistered } from '#app/features/access/invite-by-address.server.ts';
import { listStaff } from '#app/features/access/list-staff.server.ts';
import { listPersonas } from '#app/features/access/personas.server.ts';
import { proveAgain } from '#app/features/access/prove-again.server.ts';
import { takeTurn } from '#app/features/access/rate-limit.server.ts';
import { isReady } from '#app/features/access/readiness.server.ts';
import { recordEntraRefusal, recordRefusal } from '#app/features/access/refusals.server.ts';
import { seatAccount } from '#app/features/access/seat-account.server.ts';
import {
  endOwnSignIns,
  forgetOldSignIns,
  listOwnSignIns,
  renewSignIn,
  signOut,
  startSignIn,
  type Seat,
} from '#app/features/access/sign-ins.server.ts';
import { grantRole, revokeRole } from '#app/features/access/staff.server.ts';
import { removeContact } from '#app/features/employers/contacts.server.ts';
import { finishAfterAnswers } from '#app/platform/after-answer.server.ts';
import { dataPath } from '#app/platform/files.server.ts';
import type { TestDatabase } from '#test/support/database.ts';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Probe } from './probe.ts';

export const STAFF_TENANT = '11111111-2222-4333-8444-555555555555';
const SYSTEM = { kind: 'system', name: 'test' } as const;

const carrying = (cookie: string): Request =>
  new Request('http://localhost/', { headers: { Cookie: cookie.split(';')[0] ?? '' } });

async function enter(seat: Seat): Promise<{ request: Request; signIn: FoundSignIn }> {
  const how =
    seat.kind === 'visitor' ? ({ method: 'entra', identityId: seat.id } as const) : ({ method: 'demo' } as const);
  const { cookie } = await startSignIn(new Request('http://localhost/'), { seat, ...how });
  const request = carrying(cookie);
  const signIn = await findSignIn(request);
  if (signIn === null) throw new Error('The sign-in is not found');
  return { request, signIn };
}

const idOf = async (database: TestDatabase, text: string): Promise<number> =>
  (await database.query<{ id: number }>(text))[0]?.id ?? 0;

/** The newest mail's text. */
async function readMail(): Promise<string> {
  await finishAfterAnswers();
  const folder = dataPath('mail');
  const newest = (await readdir(folder)).toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)).at(-1);
  return readFile(join(folder, newest ?? ''), 'utf8');
}

async function signInByCode(whom: Parameters<typeof sendCode>[1]['whom']): Promise<unknown> {
  const { cookie } = await sendCode(new Request('http://localhost/'), { whom, returnTo: '/' });
  const code = /^ {2}(\d{6})\r?$/m.exec(await readMail())?.[1] ?? '';
  const wrong = await checkCode(carrying(cookie), code === '000000' ? '000001' : '000000');
  const right = await checkCode(carrying(cookie), code);
  return [wrong, right.ok];
}

const signingIn = (kind: Seat['kind']): Probe => ({
  name: `a ${kind} signs in, looks, proves it again, ends the others and signs out`,
  async run(_sides, database) {
    const { request, signIn } = await enter({ kind, id: kind === 'staff' ? 2 : 1 });
    await database.query(`update sign_ins set seen_at = now() - interval '5 minutes' where id = $1`, [signIn.id]);
    const again = await findSignIn(request);
    const seen = await database.query(
      `select seen_at > now() - interval '1 minute' as now from sign_ins where id = $1`,
      [signIn.id],
    );
    const { request: other } = await enter({ kind, id: kind === 'staff' ? 2 : 1 });
    const listed = await listOwnSignIns(signIn);
    const renewed = await renewSignIn(signIn, null);
    const ended = await endOwnSignIns(signIn, 'others');
    const out = await signOut(carrying(renewed ?? ''));
    return [again?.actor, again?.tenantId, seen, listed.length, ended, await findSignIn(other), out.ended?.actor];
  },
});

const secondAdministrator = ({ administrator }: { administrator: StaffActor }): StaffActor => ({
  ...administrator,
  staffId: 4,
});

export const ACCESS_PROBES: readonly Probe[] = [
  signingIn('person'),
  signingIn('contact'),
  signingIn('staff'),
  signingIn('visitor'),
  { name: 'readiness', run: () => isReady() },
  { name: 'the demonstration’s personas', run: () => listPersonas() },
  {
    name: 'a learner signs in with a code',
    async run() {
      const first = await sendCode(new Request('http://localhost/'), {
        whom: { email: 'sanne@bluecloud.example' },
        returnTo: '/',
      });
      await readMail();
      const purpose = await purposeOfCode(carrying(first.cookie), null);
      const another = await sendAnotherCode(carrying(first.cookie), null);
      await finishAfterAnswers();
      return [purpose, another !== null, await signInByCode({ email: 'sanne@bluecloud.example' })];
    },
  },
  { name: 'a contact signs in with a code', run: () => signInByCode({ email: 'hr@lonely.example' }) },
  {
    name: 'a code is asked for by people with a work account, staff and nobody',
    async run() {
      for (const email of ['lukasz@bluecloud.example', 'ilse@psa.example', 'nobody@nowhere.example'])
        await sendCode(new Request('http://localhost/'), { whom: { email }, returnTo: '/' });
      await finishAfterAnswers();
      return (await readdir(dataPath('mail'))).length;
    },
  },
  {
    name: 'staff invite a contact, who comes in with a code',
    async run(_actors, database) {
      await database.query('update recipient_contacts set confirmed_at = null where id = 3');
      const { link } = await invite(SYSTEM, { kind: 'contact', id: 3 });
      const found = await findInvitation(link.split('/').at(-1));
      return [found?.kind, await signInByCode({ invitationId: found?.id ?? 0 })];
    },
  },
  {
    name: 'a contact is invited and removed',
    async run({ administrator }) {
      await invite(SYSTEM, { kind: 'contact', id: 3 });
      return removeContact(administrator, 3);
    },
  },
  {
    name: 'staff, a contact and a learner are invited, and come in with work accounts',
    async run({ visitor }, database) {
      const objectId = '99999999-2222-4333-8444-555555555555';
      const seats: unknown[] = [];
      for (const [kind, id] of [
        ['staff', 1],
        ['contact', 1],
        ['person', 1],
      ] as const) {
        const { link } = await invite(SYSTEM, { kind, id });
        const found = await findInvitation(link.split('/').at(-1));
        const account = { tenantId: STAFF_TENANT, objectId, isMember: true, provedAt: null };
        seats.push(await seatAccount(account, found?.id ?? null));
      }
      await inviteRegistered(visitor, 'aoife@lonely.example');
      await finishAfterAnswers();
      const ended = await database.query('select ended_because, count(*) from sign_ins group by 1 order by 1');
      return [
        seats,
        await findAddressee(SYSTEM, 'HR@lonely.example'),
        await findAddressee(SYSTEM, 'ilse@psa.example'),
        ended,
      ];
    },
  },
  {
    name: 'an answer of Entra ID is believed once',
    async run(_sides, database) {
      const flow = {
        state: 's1',
        way: 'w',
        nonce: 'n',
        verifier: 'v',
        authority: 'staff',
        returnTo: '/',
        invitationId: null,
        signInId: null,
      } as const;
      await keepFlow(flow);
      const taken = await takeFlow('s1', 'w');
      const { request, signIn } = await enter({ kind: 'visitor', id: 1 });
      const [account] = await database.query<{ tenantId: string; objectId: string }>(
        'select tenant_id as "tenantId", object_id as "objectId" from identities where id = 1',
      );
      const proof = { tenantId: '', objectId: '', ...account, isMember: true, provedAt: taken?.now ?? null };
      const proved = taken && (await proveAgain(request, taken, signIn.id, proof));
      return [taken?.nonce, proved?.ok, await takeFlow('s1', 'w')];
    },
  },
  {
    name: 'refusals are written down, and turns are counted',
    async run({ learner }) {
      await recordRefusal(learner, { permission: 'run:list' });
      await recordRefusal(null, { limit: 'x' });
      await recordEntraRefusal('proof-of-another', null);
      return [await takeTurn('download:actor', 'one'), await takeTurn('download:actor', 'one')];
    },
  },
  {
    name: 'what signing in left is forgotten',
    async run(_sides, database) {
      await database.query(
        `update sign_ins set started_at = now() - interval '40 days', ended_at = now() - interval '39 days', ended_because = 'signed-out'`,
      );
      for (const table of ['sign_in_flows', 'sign_in_codes', 'invitations'])
        await database.query(`update ${table} set expires_at = now() - interval '2 days'`);
      await database.query(`update rate_counts set window_start = now() - interval '2 days'`);
      await forgetOldSignIns();
    },
  },
  {
    name: 'staff are added, shut out and let in, and trainers made',
    async run({ administrator }) {
      const { request } = await enter({ kind: 'staff', id: 1 });
      return [
        await addStaff(administrator, { name: 'Joris Smit', email: 'joris@psa.example' }),
        await wishRole(administrator, { staffId: 4, role: 'trainer', wish: 'grant' }),
        await wishRole(administrator, { staffId: 1, role: 'trainer', wish: 'revoke' }),
        await findSignIn(request),
        await setDisabled(administrator, 1, true),
        await setDisabled(administrator, 1, false),
        await listStaff(administrator),
      ];
    },
  },
  {
    name: 'powerful roles take two',
    async run(sides, database) {
      const { administrator } = sides;
      const second = secondAdministrator(sides);
      const asked = await wishRole(administrator, { staffId: 3, role: 'administrator', wish: 'grant' });
      const request = await idOf(database, 'select max(id) as id from role_requests');
      const approved = await decideRole(second, request, 'approved');
      const declined = await decideRole(second, 1, 'declined');
      const back = await wishRole(administrator, { staffId: 3, role: 'administrator', wish: 'revoke' });
      const revoked = await decideRole(
        second,
        await idOf(database, 'select max(id) as id from role_requests'),
        'approved',
      );
      return [asked, approved, declined, back, revoked, await listStaff(second)];
    },
  },
  {
    name: 'roles are granted and revoked from the command line',
    async run() {
      const member = { email: 'new@psa.example', name: 'New', role: 'trainer' } as const;
      return [
        await grantRole(SYSTEM, member),
        await grantRole(SYSTEM, member),
        await grantRole(SYSTEM, { ...member, email: 'ilse@psa.example', role: 'administrator' }),
        await revokeRole(SYSTEM, member),
        await revokeRole(SYSTEM, { email: 'nobody@psa.example', role: 'trainer' }),
      ];
    },
  },
];

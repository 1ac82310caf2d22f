// What a law keeps of somebody although they asked for its erasure (R8) stays until its last day is over, out of every report, whoever would lift or erase meanwhile; then they are as anybody.
import type { StaffActor } from '#app/features/access/actor.ts';
import { erasePerson } from '#app/features/privacy/erase-person.server.ts';
import { liftAfterTelling, proveIdentity } from '#app/features/privacy/handle-request.server.ts';
import { makeOwnChange } from '#app/features/privacy/make-own-change.server.ts';
import { findOwnData } from '#app/features/privacy/own-data.server.ts';
import { forgetKeptMail, readKeptMail } from '#test/support/kept-mail.ts';
import { moveClock } from '#test/support/register.ts';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { arrangeOfficer, decide, enter, reasonOf, shown } from './request-desk.ts';
import { useReported } from './reported-person.ts';

const { database, arrange } = useReported();
let officer: StaffActor;
beforeAll(async () => {
  officer = await arrangeOfficer(database);
});
beforeEach(() => forgetKeptMail(database));

const KEEP = { what: 'Invoice 2026-17', law: 'Tax law, art. 52', until: '2031-12-31' };

type Arranged = Awaited<ReturnType<typeof arrange>>;

async function asked(kind: 'erasure' | 'restriction', { email }: Arranged): Promise<number> {
  const id = await enter(database, officer, { kind, email });
  await proveIdentity(officer, id, 'called-back');
  return id;
}

/** Somebody who asked to be erased, of whom something is kept. */
async function arrangeKept(): Promise<Arranged> {
  const anna = await arrange();
  const keep = { decision: 'partly', keeps: [KEEP] } as const;
  expect(await decide(officer, await asked('erasure', anna), keep)).toEqual({ ok: true, value: true });
  return anna;
}

const isHere = async ({ id }: Arranged): Promise<boolean> =>
  (await database.query('select from persons where id = $1', [id])).length === 1;

it('R8 is lifted by nobody: not by the person, who is told why, and not on a request to restrict', async () => {
  const anna = await arrangeKept();
  const restriction = await asked('restriction', anna);
  await decide(officer, restriction);
  expect(await makeOwnChange(anna.actor, { intent: 'lift' })).toBe('kept-by-law');
  expect(await liftAfterTelling(officer, restriction)).toEqual({ ok: false, reason: 'kept-by-law' });
  expect((await readKeptMail(database)).map(({ subject }) => subject)).not.toContain(
    'The restriction of your data ends',
  );
  expect(await reasonOf(officer, anna)).toBe('restricted');
  expect((await findOwnData(anna.actor))?.kept).toEqual([KEEP]);
});

it('R8 is erased neither by the person nor from the command line; an officer who decides it anew does', async () => {
  const anna = await arrangeKept();
  expect(await erasePerson(anna.actor, anna.id)).toMatchObject({ erased: false, receipt: null });
  expect(await erasePerson({ kind: 'system', name: 'command line' }, anna.id)).toMatchObject({ erased: false });
  expect(await isHere(anna)).toBe(true);
  const again = await asked('erasure', anna);
  expect((await shown(officer, again)).keptByLaw).toEqual([KEEP]);
  expect(await decide(officer, again, { email: anna.email })).toEqual({ ok: true, value: true });
  expect(await isHere(anna)).toBe(false);
});

it('R8 ends with its last day: from the day after the person lifts and erases as anybody', async () => {
  const [anna, ben] = [await arrangeKept(), await arrangeKept()];
  await database.query(`update privacy_request_keeps set until = psa_today()`);
  expect(await makeOwnChange(anna.actor, { intent: 'lift' })).toBe('kept-by-law');
  await moveClock(database, '1 day');
  expect((await findOwnData(anna.actor))?.kept).toEqual([]);
  expect(await makeOwnChange(anna.actor, { intent: 'lift' })).toBe('lifted');
  expect(await erasePerson(ben.actor, ben.id)).toMatchObject({ erased: true });
});

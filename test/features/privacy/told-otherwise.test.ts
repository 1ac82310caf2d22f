// People of a file that turns up after the others were told by phone or letter are told, too, and the others not again.
import type { StaffActor } from '#app/features/access/actor.ts';
import { grantRole } from '#app/features/access/staff.server.ts';
import { standingOf } from '#app/features/privacy/breach.ts';
import { addFile, recordBreach, takeStep, type Wish } from '#app/features/privacy/breaches.server.ts';
import { findBreach } from '#app/features/privacy/read-breaches.server.ts';
import { watchBreaches } from '#app/features/privacy/watch-breaches.server.ts';
import { runFor } from '#test/support/runs.ts';
import { beforeAll, expect, it } from 'vitest';
import { hoursAgo, shared } from './breach-facts.ts';
import { useReported } from './reported-person.ts';

const { database, arrange } = useReported();
let noor: StaffActor;
beforeAll(async () => {
  const system = { kind: 'system', name: 'test' } as const;
  await grantRole(system, { email: 'noor@psa.example', name: 'Noor', role: 'privacy-officer' });
  const [row] = await database.query<{ id: number }>('select id from staff_members');
  noor = { kind: 'staff', staffId: row?.id ?? 0, roles: ['privacy-officer'], name: 'Noor' };
});

const OK = { ok: true };
const isUntold = async (id: number): Promise<boolean | undefined> => {
  const found = await findBreach(noor, id);
  return found === null ? undefined : standingOf(found.breach.steps).hasUntold;
};

/** Reported, its people told by phone; then a file of another company is found. */
async function foundLater() {
  const [first, second] = [await arrange(), await arrange()];
  const [one, two] = [await runFor(first.slug), await runFor(second.slug)];
  const facts = await shared();
  const recorded = await recordBreach(noor, { ...facts, kind: 'lost-file', sha256: one.build?.sha256 ?? '' });
  if (!recorded.ok) throw new Error(recorded.reason);
  const id = recorded.value;
  const what: Pick<Wish & { intent: 'assessed' }, 'consequences' | 'measures'> = {
    consequences: ['phishing'],
    measures: ['file-withdrawn'],
  };
  expect(await takeStep(noor, id, { intent: 'assessed', risk: 'high', why: 'Names', ...what })).toMatchObject(OK);
  const at = await hoursAgo(0);
  expect(await takeStep(noor, id, { intent: 'reported', at, reference: null, lateWhy: null })).toMatchObject(OK);
  const told = { intent: 'told', how: 'otherwise', why: 'By phone.' } as const;
  expect(await takeStep(noor, id, { ...told, at })).toMatchObject(OK);
  expect(await isUntold(id)).toBe(false);
  expect(await takeStep(noor, id, { ...told, at })).toEqual({ ok: false, reason: 'told-already' });
  expect(await addFile(noor, id, two.build?.sha256 ?? '')).toEqual({ ok: true, value: 1 });
  expect(await isUntold(id)).toBe(true);
  return { id, second, told };
}

it('it is not closed before they were told, and can be said to be', async () => {
  const { id, told } = await foundLater();
  expect(await takeStep(noor, id, { intent: 'closed', why: null })).toEqual({ ok: false, reason: 'must-be-told' });
  expect(await takeStep(noor, id, { ...told, at: await hoursAgo(0) })).toMatchObject(OK);
  expect(await isUntold(id)).toBe(false);
  expect(await takeStep(noor, id, { intent: 'closed', why: null })).toMatchObject(OK);
});

it('or that they are not told, with the reason', async () => {
  const { id } = await foundLater();
  expect(await takeStep(noor, id, { intent: 'not-told', why: 'It was unreadable.' })).toMatchObject(OK);
  expect(await takeStep(noor, id, { intent: 'closed', why: null })).toMatchObject(OK);
});

it('by mail they alone are written to', async () => {
  const { id, second } = await foundLater();
  expect(await watchBreaches()).toBe(0);
  expect(await takeStep(noor, id, { intent: 'told', how: 'mail' })).toMatchObject(OK);
  expect(await watchBreaches()).toBe(2);
  const written = await database.query<{ email: string }>(
    `select p.email from mails m join persons p on p.id = m.person_id where m.kind = 'breach-letter' and m.about = $1 order by 1`,
    [id],
  );
  expect(written.map(({ email }) => email)).toEqual([second.email, second.email.replace('anna', 'ben')]);
  expect(await isUntold(id)).toBe(false);
});

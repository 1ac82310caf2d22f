// Enrolling and withdrawing: places are counted once, whoever waits longest comes next and is written to, and nobody touches another's.
import type { PersonActor } from '#app/features/access/actor.ts';
import { enrol, withdraw } from '#app/features/learning/enrol.server.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { getLearnerHome } from '#app/features/reporting/learner-home.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeNotice, arrangePerson } from '#test/support/register.ts';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
let people = 0;

async function arrangeLearner(language = 'en'): Promise<PersonActor> {
  const personId = await arrangePerson(database, { email: `learner${++people}@bluecloud.example` });
  await database.query('update persons set language = $2 where id = $1', [personId, language]);
  return { kind: 'person', personId, name: '' };
}

async function arrangeWorkshop(name: string, places: number | null, open = true): Promise<number> {
  const [made] = await database.query<{ id: number }>(
    'insert into workshops (name, places, open) values ($1, $2, $3) returning id',
    [name, places, open],
  );
  return made?.id ?? 0;
}

const states = (workshopId: number) =>
  database
    .query<{ state: string }>('select state from enrolments where workshop_id = $1 order by id', [workshopId])
    .then((rows) => rows.map(({ state }) => state));

async function lastMail(): Promise<{ to: string | undefined; subject: string | undefined; text: string | undefined }> {
  const folder = join(database.dataDir, 'mail');
  const last = (await readdir(folder)).toSorted().at(-1) ?? '';
  const { to, subject, text } = await PostalMime.parse(await readFile(join(folder, last)));
  return { to: to?.[0]?.address, subject, text };
}

beforeAll(arrangeNotice);

describe('enrolling', () => {
  it('is offered where a workshop is open, done once, and told to the ledger', async () => {
    const [open] = [await arrangeWorkshop('Open to all', null), await arrangeWorkshop('Closed', null, false)];
    const learner = await arrangeLearner();
    expect((await getLearnerHome(learner)).learning.open.map(({ workshop }) => workshop)).toEqual(['Open to all']);
    expect(await enrol(learner, open)).toMatchObject({ ok: true, value: { workshop: 'Open to all', as: 'enrolled' } });
    const { learning } = await getLearnerHome(learner);
    expect(learning.open).toEqual([]);
    expect(learning.enrolments).toMatchObject([{ workshop: 'Open to all', percent: 0, waiting: false }]);
    const events = await database.query(
      `select details ->> 'state' as state from audit_events where event = 'enrolment.made'`,
    );
    expect(events).toEqual([{ state: 'enrolled' }]);
  });

  it('bad-C2 twice is one enrolment, and the second says what is so', async () => {
    const workshop = await arrangeWorkshop('Twice', 5);
    const learner = await arrangeLearner();
    const [one, two] = await Promise.all([enrol(learner, workshop), enrol(learner, workshop)]);
    expect(one).toEqual(two);
    expect(await states(workshop)).toEqual(['enrolled']);
  });

  it('in what is not open, or without an employer, is refused', async () => {
    const learner = await arrangeLearner();
    const closed = await arrangeWorkshop('Not open', null, false);
    expect(await enrol(learner, closed)).toEqual({ ok: false, reason: 'not-open' });
    expect(await enrol(learner, 999_999)).toEqual({ ok: false, reason: 'not-open' });
    await database.query(`update employments set ended_on = '2026-01-01' where person_id = $1`, [learner.personId]);
    const open = await arrangeWorkshop('For the employed', null);
    expect(await enrol(learner, open)).toEqual({ ok: false, reason: 'not-open' });
    expect((await getLearnerHome(learner)).learning.open).toEqual([]);
  });

  it('bad-C13 by many at the same moment never gives away a place twice', async () => {
    const learners = await Promise.all(Array.from({ length: 6 }, () => arrangeLearner()));
    for (const round of [1, 2, 3]) {
      const workshop = await arrangeWorkshop(`Contested ${round}`, 2);
      const told = await Promise.all(learners.map((learner) => enrol(learner, workshop)));
      const as = told.map((answer) => (answer.ok ? answer.value.as : answer.reason));
      expect(as.filter((state) => state === 'enrolled')).toHaveLength(2);
      expect(as.filter((state) => state === 'waiting')).toHaveLength(4);
    }
  });
});

describe('withdrawing', () => {
  it('gives the place to whoever waits longest, who is written to in their language, and to nobody twice', async () => {
    const workshop = await arrangeWorkshop('One place', 1);
    const [first, second, third] = [await arrangeLearner(), await arrangeLearner('de'), await arrangeLearner()];
    const held = await enrol(first, workshop);
    await enrol(second, workshop);
    await enrol(third, workshop);
    expect(await withdraw(first, held.ok ? held.value.enrolmentId : 0)).toEqual({
      ok: true,
      value: { workshop: 'One place' },
    });
    expect(await states(workshop)).toEqual(['cancelled', 'enrolled', 'waiting']);
    expect(await sendMails(MAIL_WRITERS)).toMatchObject({ sent: 1, dropped: 0 });
    const { to, subject, text } = await lastMail();
    expect(to).toBe(`learner${people - 1}@bluecloud.example`);
    expect(subject).toBe('Für Sie ist ein Platz frei geworden');
    expect(text).toMatch(/Guten Tag Sanne,[\s\S]*\/me\n/);
    expect(text).not.toContain('One place');
    expect(await withdraw(first, held.ok ? held.value.enrolmentId : 0)).toEqual({ ok: false, reason: 'not-found' });
    expect(await states(workshop)).toEqual(['cancelled', 'enrolled', 'waiting']);
  });

  it.each([
    ['was found to be a minor', 'update persons set found_minor_at = now() where id = $1'],
    ['is a false registration', 'update persons set found_false_at = now() where id = $1'],
    ['has left their employer', `update employments set ended_on = '2026-01-01' where person_id = $1`],
  ])('passes over whoever %s, and says who moved up', async (why, change) => {
    const workshop = await arrangeWorkshop(`Passed over, ${why}`, 1);
    const [first, second, third] = [await arrangeLearner(), await arrangeLearner(), await arrangeLearner()];
    const held = await enrol(first, workshop);
    await enrol(second, workshop);
    const last = await enrol(third, workshop);
    await database.query(change, [second.personId]);
    await withdraw(first, held.ok ? held.value.enrolmentId : 0);
    expect(await states(workshop)).toEqual(['cancelled', 'waiting', 'enrolled']);
    const [event] = await database.query(
      `select actor_kind, subject_id, details from audit_events where event = 'enrolment.moved-up' order by id desc limit 1`,
    );
    expect(event).toEqual({
      actor_kind: 'person',
      subject_id: null,
      details: { enrolmentId: last.ok ? last.value.enrolmentId : 0 },
    });
    expect(await sendMails(MAIL_WRITERS)).toMatchObject({ sent: 1 });
  });

  it('before the mail has gone drops it', async () => {
    const workshop = await arrangeWorkshop('Short joy', 1);
    const [first, second] = [await arrangeLearner(), await arrangeLearner()];
    const held = await enrol(first, workshop);
    const waiting = await enrol(second, workshop);
    await withdraw(first, held.ok ? held.value.enrolmentId : 0);
    await withdraw(second, waiting.ok ? waiting.value.enrolmentId : 0);
    expect(await sendMails(MAIL_WRITERS)).toMatchObject({ sent: 0, dropped: 1 });
  });

  it('of another finds nothing and changes nothing', async () => {
    const workshop = await arrangeWorkshop('Mine', null);
    const mine = await enrol(await arrangeLearner(), workshop);
    expect(await withdraw(await arrangeLearner(), mine.ok ? mine.value.enrolmentId : 0)).toEqual({
      ok: false,
      reason: 'not-found',
    });
    expect(await states(workshop)).toEqual(['enrolled']);
  });
});

// What those in a session are told by mail: once for each change, in their language, nothing that is not true any more, and nothing of what is over.
import { setCancelled } from '#app/features/learning/change-session.server.ts';
import { enrol, withdraw } from '#app/features/learning/enrol.server.ts';
import { findSessionForm } from '#app/features/learning/session-choices.server.ts';
import { seatByAddress } from '#app/features/learning/seat-people.server.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import { LANGUAGES } from '#reports/catalogue.ts';
import { useDatabase } from '#test/support/database.ts';
import { forgetKeptMail, readKeptMail } from '#test/support/kept-mail.ts';
import { arrangeNotice, moveClock } from '#test/support/register.ts';
import { seedStaff } from '../../../prisma/seed/staff.ts';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { arrangeLearner, arrangeSession, change, inHours, TRAINER } from './arrange-sessions.ts';

const database = useDatabase();

const RECORDED = 'A session of yours is recorded';
const CHANGED = 'A session of yours has changed';
const CANCELLED = 'A session of yours is cancelled';
const REOPENED = 'A session of yours takes place after all';

/** Sends what is due after `wait`, and gives who got what of it. */
async function sent(wait = '11 minutes'): Promise<{ to: string | undefined; subject: string | undefined }[]> {
  await moveClock(database, wait);
  forgetKeptMail(database);
  await sendMails(MAIL_WRITERS);
  return (await readKeptMail(database)).map(({ to, subject }) => ({ to: to?.[0]?.address, subject }));
}

const subjects = async (wait?: string) => (await sent(wait)).map(({ subject }) => subject);

beforeAll(async () => {
  await arrangeNotice();
  await seedStaff();
});
afterEach(async () => {
  await moveClock(database, '0');
  await database.query('delete from mails');
});

describe('that a meeting to come is taken away', () => {
  it('is told, although nothing of the session is left to come', async () => {
    const learner = await arrangeLearner(database);
    const arranged = await arrangeSession([learner], {
      meetings: [
        { id: null, startsAt: inHours(-27), endsAt: inHours(-24) },
        { id: null, startsAt: inHours(24), endsAt: inHours(27) },
      ],
    });
    const form = await findSessionForm(TRAINER, arranged.session, '');
    const [past] = (form?.shown.meetings ?? []).map(({ id }) => Number(id));
    const [met] = arranged.input.meetings;
    if (past === undefined || met === undefined) throw new Error('It met before');
    expect(await change(arranged, { meetings: [{ ...met, id: past }] })).toMatchObject({ ok: true });
    expect(await subjects()).toEqual([CHANGED]);
    await change(arranged, { meetings: [{ ...met, id: past }], link: 'https://meet.example/winter' });
    expect(await subjects()).toEqual([]);
  });
});

describe('that a session is recorded', () => {
  it('is told to everybody with a place, once, in each language, with no name of a workshop', async () => {
    const learners = await Promise.all(LANGUAGES.map((language) => arrangeLearner(database, language)));
    const arranged = await arrangeSession(learners);
    await change(arranged, { recorded: true });
    await change(arranged, { recorded: true, title: 'Winter' });
    expect((await sent('9 minutes')).length).toBe(0);
    expect((await sent()).map(({ to }) => to).toSorted()).toEqual(learners.map(({ email }) => email).toSorted());
    const mails = await readKeptMail(database);
    expect(new Set(mails.map(({ subject }) => subject)).size).toBe(LANGUAGES.length);
    for (const { text } of mails) {
      expect(text).toContain(`/me/sessions/${arranged.session}/calendar.ics`);
      expect(text).not.toMatch(/Workshop \d|Winter|Autumn|meet\.example/);
    }
    expect(await sent('1 hour')).toEqual([]);
  });

  it('goes at once where it meets soon, and not at all where it was a mistake', async () => {
    const learner = await arrangeLearner(database);
    const soon = await arrangeSession([learner], {
      meetings: [{ id: null, startsAt: inHours(1), endsAt: inHours(2) }],
    });
    await change(soon, { recorded: true });
    expect(await subjects('0')).toEqual([RECORDED]);
    const later = await arrangeSession([await arrangeLearner(database)]);
    await change(later, { recorded: true });
    await change(later, { recorded: false });
    expect(await sent()).toEqual([]);
  });

  it('is told to those who get a place later, unless they took it by themselves from a page that says so', async () => {
    const arranged = await arrangeSession([], { recorded: true, places: 2 });
    const [self, seated, waiting] = [
      await arrangeLearner(database),
      await arrangeLearner(database),
      await arrangeLearner(database),
    ];
    const own = await enrol(self, arranged.workshop, arranged.session);
    await seatByAddress(TRAINER, arranged.session, seated.email);
    await enrol(waiting, arranged.workshop, arranged.session);
    expect(await sent()).toEqual([{ to: seated.email, subject: RECORDED }]);
    await withdraw(self, own.ok ? own.value.enrolmentId : 0);
    expect(await sent()).toEqual(
      expect.arrayContaining([
        { to: waiting.email, subject: RECORDED },
        { to: waiting.email, subject: 'A place has come free for you' },
      ]),
    );
  });
});

describe('changed times or another link', () => {
  it('are told to those with a place, once for all changes until the mail goes, and again for the next', async () => {
    const [inside, waiting] = [await arrangeLearner(database), await arrangeLearner(database)];
    const arranged = await arrangeSession([inside, waiting], { places: 1 });
    await change(arranged, { link: 'https://meet.example/other' });
    await change(arranged, { meetings: [{ id: null, startsAt: inHours(72), endsAt: inHours(75) }] });
    expect(await sent()).toEqual([{ to: inside.email, subject: CHANGED }]);
    await change(arranged, { link: null });
    expect(await sent('30 minutes')).toEqual([{ to: inside.email, subject: CHANGED }]);
    expect(await sent('60 minutes')).toEqual([]);
  });

  it('are no news where nothing of it is ahead, nor is a title, a trainer or what is over', async () => {
    const arranged = await arrangeSession([await arrangeLearner(database)]);
    await change(arranged, { title: 'Other', language: 'de', trainers: [], places: 30 });
    expect(await sent()).toEqual([]);
    await moveClock(database, '3 days');
    await change(arranged, { link: 'https://meet.example/late' });
    await setCancelled(TRAINER, arranged.session, true);
    expect(await sent('4 days')).toEqual([]);
  });
});

describe('a cancellation', () => {
  it('is told to those with a place and to those who wait, and taken back where it was told', async () => {
    const [inside, waiting, gone] = [
      await arrangeLearner(database),
      await arrangeLearner(database),
      await arrangeLearner(database),
    ];
    const { session, workshop } = await arrangeSession([inside, waiting], { places: 1 });
    const left = await enrol(gone, workshop, session);
    await setCancelled(TRAINER, session, true);
    await withdraw(gone, left.ok ? left.value.enrolmentId : 0);
    expect((await sent()).toSorted((one, two) => (one.to ?? '').localeCompare(two.to ?? ''))).toEqual([
      { to: inside.email, subject: CANCELLED },
      { to: waiting.email, subject: CANCELLED },
    ]);
    const [forInside, forWaiting] = [inside, waiting].map(({ email }) => email);
    const mails = await readKeptMail(database);
    const textTo = (address: string | undefined) => mails.find(({ to }) => to?.[0]?.address === address)?.text ?? '';
    expect(textTo(forInside)).toContain('calendar.ics');
    expect(textTo(forWaiting)).not.toContain('calendar.ics');
    await setCancelled(TRAINER, session, false);
    expect(await subjects('30 minutes')).toEqual([REOPENED, REOPENED]);
  });

  it('that is taken back before the mail goes is told to nobody; what changed before it still is', async () => {
    const arranged = await arrangeSession([await arrangeLearner(database)]);
    await change(arranged, { link: 'https://meet.example/other' });
    await setCancelled(TRAINER, arranged.session, true);
    await setCancelled(TRAINER, arranged.session, false);
    expect(await subjects()).toEqual([CHANGED]);
  });

  it('takes the place of what else was to be told', async () => {
    const arranged = await arrangeSession([await arrangeLearner(database)]);
    await change(arranged, { recorded: true, link: 'https://meet.example/other' });
    await setCancelled(TRAINER, arranged.session, true);
    expect(await subjects()).toEqual([CANCELLED]);
  });
});

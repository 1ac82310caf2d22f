// A mail to a person that came back reached nobody: what rested on it is taken back, staff see whom no mail reaches, and what has to be told is written to the next address.
import type { StaffActor } from '#app/features/access/actor.ts';
import { takeBounce } from '#app/features/mail/bounces.server.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { listUnreached } from '#app/features/mail/unreached.server.ts';
import { previewRetention, runRetention } from '#app/features/privacy/run-retention.server.ts';
import { warnInactive } from '#app/features/privacy/warn-inactive.server.ts';
import { askAsStranger } from '#app/features/support/ask-support.server.ts';
import { takeCaseStep } from '#app/features/support/take-case-step.server.ts';
import { supportAnswered } from '#app/features/support/support-mails.server.ts';
import { findCase } from '#app/features/support/show-case.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import { notification } from '#test/support/delivery-status.ts';
import { useDatabase } from '#test/support/database.ts';
import { useMailServer } from '#test/support/mail-server.ts';
import { ask } from '#test/support/psa-answers.ts';
import { arrangeNotice, arrangePerson, moveClock } from '#test/support/register.ts';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const server = useMailServer();
const database = useDatabase();
const ADMINISTRATOR: StaffActor = { kind: 'staff', staffId: 1, roles: ['administrator'], name: 'Ilse' };
let next = 1;

beforeAll(async () => {
  await arrangeNotice();
  await database.query(`insert into staff_members (name, email) values ('Ilse', 'ilse@academy.example')`);
  await database.query(`insert into staff_roles (staff_id, role, granted_by) values (1, 'administrator', 'test')`);
});
beforeEach(async () => {
  await database.query('delete from mails');
  await database.query('truncate audit_events, audit_seals');
  server.refuseWith(null);
});
afterEach(() => moveClock(database, '0'));

/** Somebody whom a training centre imported, and the mail that tells them so, as it went. */
async function arrangeImported() {
  const email = `p${next++}@company.example`;
  const id = await arrangePerson(database, { email });
  await database.query('update persons set informed_at = null where id = $1', [id]);
  await database.query('delete from notice_acknowledgements where person_id = $1', [id]);
  await database.query(`insert into mails (kind, person_id) values ('imported', $1)`, [id]);
  await sendMails(MAIL_WRITERS);
  const { messageId = '' } = server.received.at(-1) ?? {};
  return { id, email, messageId };
}

const isInformed = async (id: number): Promise<boolean> =>
  (await database.query('select from persons where id = $1 and informed_at is not null', [id])).length === 1;
const unreached = async (): Promise<number[]> => (await listUnreached(ADMINISTRATOR, 0)).people.map(({ id }) => id);

describe('C2b a mail to somebody who was imported', () => {
  it('that came back told nobody: they are in no report, and staff see it', async () => {
    const { id, email, messageId } = await arrangeImported();
    expect(await isInformed(id)).toBe(true);
    expect(await unreached()).toEqual([]);
    const bytes = notification(email, messageId);
    expect(await takeBounce(bytes, MAIL_WRITERS)).toEqual({
      ok: true,
      value: { person: id, outcome: 'marked', status: '5.1.1' },
    });
    expect(await takeBounce(bytes, MAIL_WRITERS)).toMatchObject({ value: { outcome: 'marked-before' } });
    expect(await isInformed(id)).toBe(false);
    expect((await listUnreached(ADMINISTRATOR, 0)).people).toMatchObject([
      { id, email, kind: 'imported', status: '5.1.1', isUntold: true },
    ]);
    expect(await database.query(`select details from audit_events where event = 'person.unreached'`)).toEqual([
      { details: { kind: 'imported', status: '5.1.1' } },
    ]);
    // Administrators are told, and who it is stands on the portal alone.
    await sendMails(MAIL_WRITERS);
    const told = await server.take('ilse@academy.example');
    expect(told.text).toContain('No mail reaches 1 person who learns.');
    expect(told.text).toContain('/admin/unreached');
    expect(told.text).not.toContain(email);
  });

  it('is written again to the address that they have next, and then they are told', async () => {
    const { id, email, messageId } = await arrangeImported();
    await takeBounce(notification(email, messageId), MAIL_WRITERS);
    await database.query(`update persons set email = 'right-' || email where id = $1`, [id]);
    expect(await sendMails(MAIL_WRITERS)).toMatchObject({ failed: 0 });
    expect((await server.take(`right-${email}`)).subject).not.toBe('');
    expect(await isInformed(id)).toBe(true);
    expect(await unreached()).toEqual([]);
  });

  it('stays told where they were here since, and where the mail is only late', async () => {
    const { id, email, messageId } = await arrangeImported();
    expect(
      await takeBounce(notification(email, messageId, { action: 'delayed', status: '4.4.1' }), MAIL_WRITERS),
    ).toMatchObject({ value: { person: id, outcome: 'not-for-good' } });
    expect(await isInformed(id)).toBe(true);
    await database.query(
      'insert into account_uses (person_id, used_on) values ($1, psa_today()) on conflict do nothing',
      [id],
    );
    await takeBounce(notification(email, messageId), MAIL_WRITERS);
    expect(await isInformed(id)).toBe(true);
    expect(await unreached()).toEqual([id]);
  });

  it('counts for an address that was theirs when it went, and for nobody else’s', async () => {
    const { id, email, messageId } = await arrangeImported();
    const other = await arrangeImported();
    expect(await takeBounce(notification(other.email, messageId), MAIL_WRITERS)).toEqual({
      ok: false,
      reason: 'not-ours',
    });
    await database.query(`update persons set email = 'next-' || email where id = $1`, [id]);
    expect(await takeBounce(notification(email, messageId), MAIL_WRITERS)).toMatchObject({
      value: { outcome: 'marked' },
    });
    // Another address since: that one may well take mail.
    expect(await unreached()).toEqual([]);
  });
});

it('whom the mail server refuses for good stand there without any notification', async () => {
  server.refuseWith(550);
  const { id } = await arrangeImported();
  expect(await unreached()).toEqual([id]);
  expect(await isInformed(id)).toBe(false);
});

it('R2 whose warning came back was not warned: they don’t go by themselves', async () => {
  const id = await arrangePerson(database, { email: `p${next++}@company.example` });
  await moveClock(database, '340 days');
  await warnInactive();
  await sendMails(MAIL_WRITERS);
  const warning = server.received.find(({ sentTo }) => sentTo.some((to) => to.startsWith(`p${next - 1}@`)));
  await takeBounce(notification(`p${next - 1}@company.example`, warning?.messageId ?? ''), MAIL_WRITERS);
  await moveClock(database, '400 days');
  await runRetention();
  expect(await database.query('select from persons where id = $1', [id])).toHaveLength(1);
  const { goes } = await previewRetention({ kind: 'staff', staffId: 1, roles: ['privacy-officer'], name: 'Ilse' });
  expect(goes.find((person) => person.id === id)?.keptBecause).toBe('warning-lost');
  // Written to the address that they have next it is a mail of now: nothing is lost while it waits to go.
  await database.query(`update persons set email = 'next-' || email where id = $1`, [id]);
  const later = await previewRetention({ kind: 'staff', staffId: 1, roles: ['privacy-officer'], name: 'Ilse' });
  expect(later.goes.find((person) => person.id === id)?.keptBecause).not.toBe('warning-lost');
});

it('`psa mail bounce` takes back what rested on it, and names nobody', async () => {
  const { id, email, messageId } = await arrangeImported();
  const file = join(database.dataDir, 'bounce.eml');
  await writeFile(file, notification(email, messageId));
  expect(await ask('mail', 'bounce', file)).toEqual({
    code: 0,
    value: { person: id, outcome: 'marked', status: '5.1.1' },
  });
  expect(await isInformed(id)).toBe(false);
});

describe('an answer of support to somebody without an account', () => {
  it('that no server takes is shown on its case, closed or not, and told to administrators', async () => {
    await askAsStranger({ topic: 'exam', message: 'When?', email: 'typo@nowhere.example', name: '', phone: '' }, 'en');
    const [made] = await database.query<{ id: number }>('select max(id) as id from support_cases');
    const id = made?.id ?? 0;
    await takeCaseStep(ADMINISTRATOR, id, { intent: 'answer', words: 'On Tuesday.', close: 'yes' });
    expect(await findCase(ADMINISTRATOR, id)).toMatchObject({ underWay: 1, lost: 0 });
    server.refuseWith(550);
    await sendMails({ 'support-answered': supportAnswered });
    expect(await findCase(ADMINISTRATOR, id)).toMatchObject({ underWay: 0, lost: 1, email: null });
    server.refuseWith(null);
    await sendMails(MAIL_WRITERS);
    const told = await server.take('ilse@academy.example');
    expect(told.text).toContain('1 answer of support in the last seven days did not arrive.');
    expect(`${told.subject} ${told.text}`).not.toMatch(/typo|Tuesday/);
  });

  const sentTo = (address: string) => server.received.findLast(({ sentTo: all }) => all.includes(address));

  it('that came back is taken in by what only who had the mail knows: told to administrators, shown on its case, which waits for staff', async () => {
    const asked = { topic: 'exam', message: 'When?', email: 'back@nowhere.example', name: '', phone: '' } as const;
    await askAsStranger(asked, 'en');
    const [made] = await database.query<{ id: number }>('select max(id) as id from support_cases');
    const id = made?.id ?? 0;
    await takeCaseStep(ADMINISTRATOR, id, { intent: 'ask-back', words: 'Which exam?' });
    await sendMails(MAIL_WRITERS);
    const back = sentTo(asked.email)?.messageId ?? '';
    await takeCaseStep(ADMINISTRATOR, id, { intent: 'answer', words: 'On Tuesday.' });
    await sendMails(MAIL_WRITERS);
    const answered = sentTo(asked.email)?.messageId ?? '';
    expect(await findCase(ADMINISTRATOR, id)).toMatchObject({ waitsFor: 'asker', lost: 0 });
    // Whoever knows the number and the address alone makes nothing up.
    for (const made_up of [
      answered.replace(/-[0-9a-f]{64}/, ''),
      answered.replace(/-[0-9a-f]{64}/, `-${'0'.repeat(64)}`),
    ])
      expect(await takeBounce(notification(asked.email, made_up), MAIL_WRITERS)).toMatchObject({ reason: 'not-ours' });
    expect(
      await takeBounce(notification(asked.email, answered, { action: 'delayed', status: '4.4.1' }), MAIL_WRITERS),
    ).toMatchObject({ value: { case: id, outcome: 'not-for-good' } });
    await moveClock(database, '9 days');
    expect(await takeBounce(notification(asked.email, answered), MAIL_WRITERS)).toEqual({
      ok: true,
      value: { case: id, outcome: 'marked', status: '5.1.1' },
    });
    expect(await takeBounce(notification(asked.email, answered), MAIL_WRITERS)).toMatchObject({
      value: { case: id, outcome: 'marked-before' },
    });
    expect(await findCase(ADMINISTRATOR, id)).toMatchObject({ waitsFor: 'staff', lost: 1 });
    await takeCaseStep(ADMINISTRATOR, id, { intent: 'close' });
    const file = join(database.dataDir, 'case.eml');
    await writeFile(file, notification(asked.email, back));
    expect(await ask('mail', 'bounce', file)).toMatchObject({ code: 0, value: { case: id, outcome: 'marked' } });
    expect(await findCase(ADMINISTRATOR, id)).toMatchObject({ lost: 2, email: null });
    await sendMails(MAIL_WRITERS);
    expect((await server.take('ilse@academy.example')).text).toContain('2 answers of support in the last seven days');
  });
});

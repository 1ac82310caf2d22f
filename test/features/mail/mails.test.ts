// Mails that are due go once, are tried again where that can help, and are dropped where they are not true any more.
import { queueMail, sendMails, type Writers } from '#app/features/mail/mails.server.ts';
import { attention } from '#app/features/reporting/attention-mail.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { useMailServer } from '#test/support/mail-server.ts';
import { arrangeNotice, arrangePerson } from '#test/support/register.ts';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';

const server = useMailServer();
const database = useDatabase();
let sanne = 0;

beforeAll(async () => {
  await arrangeNotice();
  sanne = await arrangePerson(database, { email: 'sanne@bluecloud.example' });
});
beforeEach(async () => {
  await database.query('delete from mails');
  server.refuseWith(null);
  server.forget();
});

const WRITERS: Writers = {
  'place-free': {
    write: (_client, to, about) =>
      Promise.resolve(about === 99 ? null : { subject: `About ${about}`, paragraphs: [`Hello ${to.firstName},`] }),
  },
};

const queue = (...abouts: number[]): Promise<void> =>
  inRoleSql('psa_worker', { 'psa.actor_kind': 'system' }, async (client) => {
    for (const about of abouts) await queueMail(client, { kind: 'place-free', personId: sanne, about });
  });

type State = { about: number; state: string; attempts: number; detail: string | null; waits: boolean };

const states = () =>
  database.query<State>(
    'select about, state, attempts, detail, next_attempt_at is not null as waits from mails order by about',
  );

/** One, and no second one. */
const arrangeAdministrator = () =>
  database.query(
    `with made as (insert into staff_members (email, name) values ('ilse@psa.example', 'Ilse') on conflict do nothing returning id)
     insert into staff_roles (staff_id, role, granted_by) select id, 'administrator', 'test' from made`,
  );

describe('a mail that is due', () => {
  it('is queued and sent once, whoever sends at the same time', async () => {
    const before = server.received.length;
    await queue(1, 2, 1);
    const counts = await Promise.all([sendMails(WRITERS), sendMails(WRITERS)]);
    expect(counts.reduce((sum, { sent }) => sum + sent, 0)).toBe(2);
    expect(
      server.received
        .slice(before)
        .map(({ subject }) => subject)
        .sort(),
    ).toEqual(['About 1', 'About 2']);
    expect(await sendMails(WRITERS)).toEqual({ sent: 0, dropped: 0, failed: 0 });
  });

  it('bad-G1 is tried again under the same Message-ID when the server can’t take it now', async () => {
    server.refuseWith(451);
    await queue(3);
    expect(await sendMails(WRITERS)).toEqual({ sent: 0, dropped: 0, failed: 1 });
    expect(await states()).toEqual([{ about: 3, state: 'queued', attempts: 1, detail: '451', waits: true }]);
    server.refuseWith(null);
    expect((await sendMails(WRITERS)).sent).toBe(0);
    const [mail] = await database.query<{ id: number }>('update mails set next_attempt_at = now() returning id');
    expect((await sendMails(WRITERS)).sent).toBe(1);
    expect(server.received.at(-1)?.messageId).toMatch(new RegExp(`^<mail-${mail?.id ?? 0}@`));
    expect(await states()).toEqual([{ about: 3, state: 'sent', attempts: 2, detail: null, waits: false }]);
  });

  it('bad-G2 is dead when the server will never take it', async () => {
    server.refuseWith(550);
    await queue(4);
    await sendMails(WRITERS);
    expect(await states()).toEqual([{ about: 4, state: 'dead', attempts: 1, detail: '550', waits: false }]);
  });

  it('bad-G2 waits when it is our own sender that the server does not take: nothing is wrong with the mail', async () => {
    server.refuseSenderWith(550);
    await queue(4);
    await sendMails(WRITERS);
    server.refuseSenderWith(null);
    expect(await states()).toEqual([{ about: 4, state: 'queued', attempts: 1, detail: '550', waits: true }]);
  });

  it('bad-G4 is asked again under the same Message-ID, with the same link, when the answer to it was lost', async () => {
    const before = server.received.length;
    server.cutAfterNext();
    await queue(7);
    expect(await sendMails(WRITERS)).toEqual({ sent: 0, dropped: 0, failed: 1 });
    const [lost] = await states();
    expect(lost).toMatchObject({ state: 'queued', attempts: 1, waits: true });
    await database.query('update mails set next_attempt_at = now()');
    expect((await sendMails(WRITERS)).sent).toBe(1);
    const [first, second, ...more] = server.received.slice(before);
    expect(more).toEqual([]);
    expect(second?.messageId).toMatch(/^<mail-/);
    expect([second?.messageId, second?.text]).toEqual([first?.messageId, first?.text]);
    expect(await states()).toEqual([{ about: 7, state: 'sent', attempts: 2, detail: null, waits: false }]);
  });

  it('bad-G7 that comes back from a contact is dead, the contact is flagged, staff are told, and nobody is written to in circles', async () => {
    const [contact] = await database.query<{ id: number }>(
      `with r as (insert into recipients (kind, slug, name) values ('microsoft', 'microsoft', 'Microsoft EU') returning id)
       insert into recipient_contacts (recipient_id, email, name, confirmed_at) select id, 'reports@gone.example', 'Wim', psa_now() from r returning id`,
    );
    await arrangeAdministrator();
    const writers: Writers = {
      'report-published': { write: () => Promise.resolve({ subject: 'Your report', paragraphs: ['It is there.'] }) },
      attention: { write: () => Promise.resolve({ subject: 'Something waits', paragraphs: ['Please look.'] }) },
    };
    await inRoleSql('psa_worker', { 'psa.actor_kind': 'system' }, (client) =>
      queueMail(client, { kind: 'report-published', contactId: contact?.id ?? 0, about: 1 }),
    );
    // Everybody's mail comes back, staff's too.
    server.refuseWith(550);
    await sendMails(writers);
    await sendMails(writers);
    const mails = await database.query('select kind, state, attempts from mails order by id');
    expect(mails).toEqual([
      { kind: 'report-published', state: 'dead', attempts: 1 },
      { kind: 'attention', state: 'dead', attempts: 1 },
    ]);
    expect(await database.query('select bounced_at is not null as flagged from recipient_contacts')).toEqual([
      { flagged: true },
    ]);
    expect(await sendMails(writers)).toEqual({ sent: 0, dropped: 0, failed: 0 });
  });

  it('that is given up after a month tells administrators', async () => {
    await arrangeAdministrator();
    await queue(8);
    await database.query(`update mails set attempts = 35`);
    server.refuseWith(451);
    await sendMails(WRITERS);
    expect(await database.query('select kind, state from mails order by id')).toEqual([
      { kind: 'place-free', state: 'dead' },
      { kind: 'attention', state: 'queued' },
    ]);
    const said = await inRoleSql('psa_worker', { 'psa.actor_kind': 'system' }, async (client) => {
      const { rows } = await client.query<{ id: number }>(`select staff_id as id from mails where kind = 'attention'`);
      const to = { id: rows[0]?.id ?? 0, email: '', firstName: '', language: 'en', body: null } as const;
      return attention.write(client, to, 0);
    });
    expect(said?.paragraphs).toContain('1 mail of the last seven days did not arrive, and will not be tried again.');
  });

  it('is dropped when it is not true any more, and waits for whoever can write it', async () => {
    await queue(99);
    expect(await sendMails({})).toEqual({ sent: 0, dropped: 0, failed: 0 });
    expect(await sendMails(WRITERS)).toEqual({ sent: 0, dropped: 1, failed: 0 });
  });

  it('is left alone when the time is up or the process stops', async () => {
    await queue(5, 6);
    const stopping = AbortSignal.abort();
    expect(await sendMails(WRITERS, { stopping })).toEqual({ sent: 0, dropped: 0, failed: 0 });
    expect(await sendMails(WRITERS, { limitMs: 0 })).toEqual({ sent: 0, dropped: 0, failed: 0 });
    expect((await states()).map(({ state, attempts }) => [state, attempts])).toEqual([
      ['queued', 0],
      ['queued', 0],
    ]);
  });

  it('is one of many over a few connections', async () => {
    await queue(...Array.from({ length: 50 }, (_, index) => 100 + index));
    const before = server.connections();
    expect((await sendMails(WRITERS)).sent).toBe(50);
    expect(server.connections() - before).toBeLessThanOrEqual(2);
  });
});

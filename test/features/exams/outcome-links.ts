// People whose exam is over, the mails that ask them, and the links in them.
import type { PersonActor } from '#app/features/access/actor.ts';
import { answerOutcome } from '#app/features/exams/outcome-links.server.ts';
import { monthAfter, type Answer } from '#app/features/exams/sitting.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import { askNow } from '#test/support/asking.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeNotice, arrangePerson, moveClock, type ArrangedSitting } from '#test/support/register.ts';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterEach, beforeAll, expect } from 'vitest';

type Arranged = { actor: PersonActor; sittingId: number };

/** Gives this test file a database, people with an exam behind them, and the mails that ask them; call it once, at the top. */
export function useOutcomeLinks() {
  const database = useDatabase();
  let now = '';
  let people = 0;

  async function arrangeSitting(sitting: Partial<ArrangedSitting> = {}): Promise<Arranged> {
    const personId = await arrangePerson(database, {
      email: `asked${++people}@bluecloud.example`,
      sittings: [{ exam: 'AZ-104', month: monthAfter(now, -1), ...sitting }],
    });
    const [made] = await database.query<{ id: number }>('select id from sittings where person_id = $1', [personId]);
    return { actor: { kind: 'person', personId, name: '' }, sittingId: made?.id ?? 0 };
  }

  const mailFolder = () => join(database.dataDir, 'mail');

  /** Sends what is due, and gives each mail's address, text and token. */
  async function sendAll(): Promise<{ to: string; subject: string; text: string; token: string }[]> {
    await rm(mailFolder(), { recursive: true, force: true });
    const { sent } = await sendMails(MAIL_WRITERS);
    if (sent === 0) return [];
    const files = (await readdir(mailFolder())).toSorted();
    return Promise.all(
      files.map(async (file) => {
        const { to, subject = '', text = '' } = await PostalMime.parse(await readFile(join(mailFolder(), file)));
        return { to: to?.[0]?.address ?? '', subject, text, token: /\/outcome\/([\w-]+)/.exec(text)?.[1] ?? '' };
      }),
    );
  }

  /** Asks somebody, and gives the token that their mail carries. */
  async function ask(sitting: Partial<ArrangedSitting> = {}): Promise<Arranged & { token: string }> {
    const arranged = await arrangeSitting(sitting);
    await askNow(database);
    const to = `asked${people}@bluecloud.example`;
    const token = (await sendAll()).find((mail) => mail.to === to)?.token ?? '';
    return { ...arranged, token };
  }

  const entries = (sittingId: number) =>
    database.query('select outcome, actor_kind, actor_id from outcome_entries where sitting_id = $1', [sittingId]);
  const sittingOf = async (sittingId: number) =>
    (await database.query('select state, outcome, ask_no_more from sittings where id = $1', [sittingId]))[0];
  const conflicts = (sittingId: number) =>
    database.query('select claimed, opened_by_kind from outcome_conflicts where sitting_id = $1', [sittingId]);
  const answerAndWait = async (token: string, answer: Answer): Promise<void> => {
    expect(await answerOutcome(token, answer)).toMatchObject({ ok: true });
    await moveClock(database, '10 minutes 1 second');
  };

  beforeAll(async () => {
    await arrangeNotice();
    const [row] = await database.query<{ now: string }>(
      `select to_char(psa_now() at time zone 'Europe/Amsterdam', 'YYYY-MM') as now`,
    );
    now = row?.now ?? '';
  });
  afterEach(() => moveClock(database, '0'));

  return {
    database,
    arrangeSitting,
    sendAll,
    ask,
    entries,
    sittingOf,
    conflicts,
    answerAndWait,
    /** The month that it is. */
    get now() {
      return now;
    },
    /** The address of whoever was arranged last. */
    lastAddress: () => `asked${people}@bluecloud.example`,
  };
}

// What a recipient's contact does with what was given: says that it acted on a notification, and asks whether a file is genuine.
import { restrictPerson } from '#app/features/privacy/restrict-person.server.ts';
import { confirmNotifications, listNotifications } from '#app/features/privacy/recipient-notifications.server.ts';
import { parseConfirmed } from '#app/features/privacy/confirmed-form.ts';
import { hashSentFile } from '#app/features/reporting/hash-sent-file.server.ts';
import { findOwnOrigin } from '#app/features/reporting/verify-report.server.ts';
import { runFor } from '#test/support/runs.ts';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { useReported } from './reported-person.ts';

const { database, arrange, contactOf } = useReported();

/** A company whose file was given, with one row restricted since. */
async function arrangeGiven() {
  const anna = await arrange();
  const run = await runFor(anna.slug);
  await restrictPerson(anna.actor, anna.id);
  return { contact: await contactOf(anna), run, sha256: run.build?.sha256 ?? '' };
}

describe('a notification', () => {
  it('is confirmed once, by whom it is for, in the ledger without what it is about', async () => {
    const { contact } = await arrangeGiven();
    const other = await arrangeGiven();
    const [mine] = (await listNotifications(contact, 1)).notifications;
    const [theirs] = (await listNotifications(other.contact, 1)).notifications;
    const ids = [mine?.id ?? 0, theirs?.id ?? 0, 999_999];
    expect(await confirmNotifications(contact, ids)).toBe(1);
    expect(await confirmNotifications(contact, ids)).toBe(0);
    expect(await listNotifications(contact, 1)).toMatchObject({ open: 0, total: 1 });
    expect(await listNotifications(other.contact, 1)).toMatchObject({ open: 1, total: 1 });
    const events = await database.query(
      `select actor_kind as kind, actor_id as id, subject_id as subject, details from audit_events where event = 'notifications.confirmed'`,
    );
    expect(events).toEqual([{ kind: 'contact', id: contact.contactId, subject: null, details: { count: 1 } }]);
  });

  it.each([
    [['7'], [7]],
    [['7 8 900'], [7, 8, 900]],
    [[], null],
    [['7', '8'], null],
    [['-1'], null],
    [['1e3'], null],
    [['7  8'], null],
    [[Array.from({ length: 201 }, (_, i) => i + 1).join(' ')], null],
  ])('is named by a form that says %j, or the form is refused', (values, expected) => {
    const form = new FormData();
    for (const value of values) form.append('id', value);
    expect(parseConfirmed(form)).toEqual(expected);
  });
});

describe('a file', () => {
  it('is genuine by its bytes for whom it was made, and nobody else’s or altered by one byte is not', async () => {
    const { contact, run, sha256 } = await arrangeGiven();
    const other = await arrangeGiven();
    expect(await findOwnOrigin(contact, sha256)).toEqual({
      runId: run.id,
      period: run.period,
      build: 1,
      builtAt: expect.any(Date) as unknown,
      versionNumber: 1,
      rowsChanged: 1,
    });
    expect(await findOwnOrigin(other.contact, sha256)).toBeNull();
    expect(await findOwnOrigin(contact, createHash('sha256').update('altered').digest('hex'))).toBeNull();
  });

  it('that waits for a release is nobody’s yet', async () => {
    const { contact, sha256 } = await arrangeGiven();
    await database.query(
      `update deliveries set state = 'queued', delivered_at = null, disclosed_at = null where build_id = (select id from builds where sha256 = $1)`,
      [sha256],
    );
    expect(await findOwnOrigin(contact, sha256)).toBeNull();
  });

  /** As a browser sends it: a body of bytes. */
  const sent = async (bytes: Uint8Array<ArrayBuffer>, name = 'file'): Promise<Request> => {
    const form = new FormData();
    form.append(name, new Blob([bytes]), 'report.xlsx');
    const { headers, body } = new Response(await new Response(form).blob());
    return new Request('http://localhost/reports/verify', { method: 'POST', headers, body, duplex: 'half' });
  };
  const LIMITS = { mostBytes: 10_000, longestMs: 1_000 };

  it('that is sent is hashed as it comes; one that is too large, empty or missing is told so', async () => {
    const bytes = new Uint8Array(5_000).fill(7);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(await hashSentFile(await sent(bytes), LIMITS)).toEqual({ ok: true, value: sha256 });
    expect(await hashSentFile(await sent(new Uint8Array(20_000)), LIMITS)).toEqual({ ok: false, reason: 'too-large' });
    expect(await hashSentFile(await sent(new Uint8Array(0)), LIMITS)).toEqual({ ok: false, reason: 'no-file' });
    expect(await hashSentFile(await sent(bytes, 'other'), LIMITS)).toEqual({ ok: false, reason: 'no-file' });
    const plain = new Request('http://localhost/reports/verify', { method: 'POST', body: 'not a form' });
    expect(await hashSentFile(plain, LIMITS)).toEqual({ ok: false, reason: 'no-file' });
  });

  it('bad-D15 that never ends is not waited for', async () => {
    const endless = new ReadableStream<Uint8Array>({ pull: () => new Promise(() => undefined) });
    const request = new Request('http://localhost/reports/verify', {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: endless,
      duplex: 'half',
    });
    expect(await hashSentFile(request, { ...LIMITS, longestMs: 50 })).toEqual({ ok: false, reason: 'too-slow' });
  });
});

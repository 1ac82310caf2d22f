// People whom somebody else registered are told first (C2b): no mail, no report.
import { sendMails } from '#app/features/mail/mails.server.ts';
import { IMPORTED, tellImported } from '#app/features/people/tell-imported.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { registration } from '#test/support/import-files.ts';
import { importRows, useEmptyRegister } from '#test/support/importing.ts';
import { forgetKeptMail, readKeptMail } from '#test/support/kept-mail.ts';
import { afterEach, describe, expect, it } from 'vitest';

const database = useDatabase();
useEmptyRegister(database);
afterEach(() => forgetKeptMail(database));

const informed = async (): Promise<(string | null)[]> =>
  (
    await database.query<{ at: string | null }>(
      'select case when informed_at is not null then email end as at from persons order by email',
    )
  ).map(({ at }) => at);

describe('an imported person', () => {
  it('is told once what is held and who gets it, in a mail with no more of them than the first name', async () => {
    await importRows(registration());
    expect(await informed()).toEqual([null]);
    await database.query(`update persons set language = 'de'`);
    await Promise.all([tellImported(), tellImported()]);
    expect(await informed()).toEqual(['sanne@fjord.example']);
    const mails = await readKeptMail(database);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.to?.[0]?.address).toBe('sanne@fjord.example');
    expect(mails[0]?.subject).toBe('Was die Partner Skills Academy über Sie speichert');
    expect(mails[0]?.text).toMatch(/Guten Tag Sanne,[\s\S]*\/sign-in[\s\S]*\/notice/);
    expect(mails[0]?.text).not.toMatch(/Vries|12345678|Developer/);
    expect(mails[0]?.html).toContain('lang="de"');
    await tellImported();
    expect(await readKeptMail(database)).toHaveLength(1);
  });

  it('who is only changed by a later import is not written to again', async () => {
    await importRows(registration());
    await tellImported();
    await importRows(registration({ role: 'Architect', progress: '90' }));
    await tellImported();
    expect(await readKeptMail(database)).toHaveLength(1);
  });

  it('whose mail does not go stays untold, and it is tried again', async () => {
    await importRows(registration());
    await database.query(
      `update mails set state = 'queued', next_attempt_at = now() + interval '1 hour', attempts = 1`,
    );
    await tellImported();
    expect(await informed()).toEqual([null]);
    await database.query('update mails set next_attempt_at = now()');
    expect(await sendMails({ imported: IMPORTED })).toEqual({ sent: 1, dropped: 0, failed: 0 });
    expect(await informed()).toEqual(['sanne@fjord.example']);
  });

  it('is one of many who are told side by side', async () => {
    const rows = Array.from({ length: 90 }, (_, index) => registration({ email: `p${index}@fjord.example` }));
    await importRows(...rows);
    await Promise.all([tellImported(), tellImported()]);
    expect((await informed()).filter((email) => email !== null)).toHaveLength(90);
    const mails = await readKeptMail(database);
    expect(new Set(mails.map(({ to }) => to?.[0]?.address)).size).toBe(90);
    expect(mails).toHaveLength(90);
  });
});

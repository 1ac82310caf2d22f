// Who was given what about whom, when and by which agreement (S3): by file and by person, page by page, and taken along with a record of it.
import type { StaffActor } from '#app/features/access/actor.ts';
import { grantRole } from '#app/features/access/staff.server.ts';
import { writeDisclosures, writeFilePeople } from '#app/features/reporting/disclosures-csv.server.ts';
import { parseDisclosureFilter, type DisclosureFilter } from '#app/features/reporting/disclosure-filter.ts';
import { findFile, findFilesOf } from '#app/features/reporting/file-people.server.ts';
import { findPersonByAddress, searchFiles, searchRows } from '#app/features/reporting/search-disclosures.server.ts';
import { restrictPerson } from '#app/features/privacy/restrict-person.server.ts';
import { thePeriod } from '#test/support/runs.ts';
import { runFor } from '#test/support/runs.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { download, useReported } from '../privacy/reported-person.ts';

const { database, arrange, contactOf } = useReported();
let noor: StaffActor;
let anna: Awaited<ReturnType<typeof arrange>>;
let other: Awaited<ReturnType<typeof arrange>>;
let sha256 = '';
let unread = '';

const ask = (address = ''): DisclosureFilter => parseDisclosureFilter(new URLSearchParams(address));
const about = (person: number, address = '') => ({ ...ask(address), person });

beforeAll(async () => {
  await grantRole(
    { kind: 'system', name: 'test' },
    { email: 'noor@psa.example', name: 'Noor', role: 'privacy-officer' },
  );
  noor = { kind: 'staff', staffId: 1, roles: ['privacy-officer'], name: 'Noor' };
  anna = await arrange(['portal', 'folder']);
  const contact = await contactOf(anna);
  const run = await runFor(anna.slug);
  sha256 = run.build?.sha256 ?? '';
  expect(await download(contact, run.id)).toBe(true);
  other = await arrange(['folder']);
  await runFor(other.slug);
  unread = (await runFor((await arrange(['portal'])).slug)).build?.sha256 ?? '';
});

async function textOf(lines: AsyncIterable<string> | null): Promise<string> {
  let text = '';
  for await (const line of lines ?? []) text += line;
  return text;
}

describe('the files that left', () => {
  it('are told with recipient, channel, fields, version, build, hash, when and by whom; what nobody fetched is not', async () => {
    const { files, next } = await searchFiles(noor, ask());
    expect(next).toBeNull();
    expect(files.map(({ channel, recipient }) => `${channel} ${recipient}`).toSorted()).toEqual(
      [`folder Company ${anna.mpnId}`, `portal Company ${anna.mpnId}`, `folder Company ${other.mpnId}`].toSorted(),
    );
    const portal = files.find(({ channel }) => channel === 'portal');
    expect(portal).toMatchObject({ period: await thePeriod(), version: 1, buildNumber: 1, sha256, firstBy: 'C' });
    expect(portal?.publishedAt).toBeInstanceOf(Date);
    expect(portal?.sheets.map(({ id, rows }) => [id, rows])).toEqual([
      ['registration', 2],
      ['exams', 1],
    ]);
    expect(files.find(({ channel }) => channel === 'folder')?.firstBy).toBeNull();
    expect(files.map(({ sha256: hash }) => hash)).not.toContain(unread);
    // One that was made and never left is known all the same.
    expect((await findFilesOf(noor, unread)).map(({ deliveries }) => deliveries)).toMatchObject([
      [{ channel: 'portal', disclosedAt: null }],
    ]);
  });

  it('are found by recipient, partner ID, period, day and hash', async () => {
    const count = async (address: string): Promise<number> => (await searchFiles(noor, ask(address))).files.length;
    expect(await count(`recipient=company ${anna.mpnId}`)).toBe(2);
    expect(await count(`recipient=${other.mpnId}`)).toBe(1);
    expect(await count('recipient=%25')).toBe(0);
    expect(await count(`sha256=${sha256}`)).toBe(2);
    expect(await count(`sha256=${'a'.repeat(64)}`)).toBe(0);
    expect(await count(`period=${await thePeriod()}`)).toBe(3);
    expect(await count('period=2001-01')).toBe(0);
    expect(await count('from=2020-01-01')).toBe(3);
    expect(await count('to=2020-01-01')).toBe(0);
    // What can't be read is left out.
    expect(await count('from=yesterday&to=0000-00-00&period=13&sha256=x&after=99999999999999999999.1&person=x')).toBe(
      3,
    );
  });

  it('come page by page by their key, each once, though some left at one instant', async () => {
    await database.query(
      `update deliveries set disclosed_at = '2026-11-01 08:00:00.123456Z' where disclosed_at is not null`,
    );
    const seen: number[] = [];
    let after: string | null = '';
    for (let pages = 0; after !== null && pages < 9; pages++) {
      const page = await searchFiles(noor, ask(after === '' ? '' : `after=${after}`), 1);
      seen.push(...page.files.map(({ deliveryId }) => deliveryId));
      after = page.next;
    }
    expect(seen).toHaveLength(3);
    expect(new Set(seen).size).toBe(3);
  });

  it('are taken along as CSV, which is recorded', async () => {
    const text = await textOf(await writeDisclosures(noor, ask(`recipient=${anna.mpnId}`)));
    const lines = text.trim().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain('"Agreement version"');
    expect(lines.every((line, index) => index === 0 || line.includes(sha256))).toBe(true);
    const events = await database.query(`select details from audit_events where event = 'disclosures.exported'`);
    expect(events.at(-1)).toEqual({ details: { about: 'files', person: null } });
  });
});

describe('what left about a person', () => {
  it('is each row of each file and channel, by any address that they were known by, and looking is recorded by key', async () => {
    await database.query(`insert into person_emails (email, person_id) values ('anna@former.example', $1)`, [anna.id]);
    expect(await findPersonByAddress(noor, ' Anna@Former.Example ')).toBe(anna.id);
    expect(await findPersonByAddress(noor, 'nobody@former.example')).toBeNull();
    const found = await searchRows(noor, about(anna.id));
    expect(found?.person).toMatchObject({ id: anna.id, email: anna.email });
    expect(found?.rows.map(({ channel, sheet }) => `${channel} ${sheet}`).toSorted()).toEqual([
      'folder exams',
      'folder registration',
      'portal exams',
      'portal registration',
    ]);
    expect(found?.rows.find(({ sheet }) => sheet === 'exams')?.fields).not.toContain('email');
    const [event] = await database.query(
      `select subject_kind, subject_id = (select audit_key::text from persons where id = $1) as theirs, details
       from audit_events where event = 'disclosures.searched' order by id desc limit 1`,
      [anna.id],
    );
    expect(event).toEqual({ subject_kind: 'person', theirs: true, details: { count: 4 } });
    expect(await searchRows(noor, about(999_999))).toBeNull();
  });

  it('comes page by page, each row once, whatever sheet it stands on', async () => {
    const seen: string[] = [];
    let after: string | null = '';
    for (let pages = 0; after !== null && pages < 9; pages++) {
      const page = await searchRows(noor, about(anna.id, after === '' ? '' : `after=${after}`), 1);
      seen.push(...(page?.rows ?? []).map((row) => `${row.deliveryId} ${row.sheet} ${row.sheetRow}`));
      after = page?.next ?? null;
    }
    expect(seen).toHaveLength(4);
    expect(new Set(seen).size).toBe(4);
    const text = await textOf(await writeDisclosures(noor, about(anna.id)));
    expect(text.trim().split('\r\n')).toHaveLength(5);
  });

  it('stays when they are restricted since', async () => {
    await restrictPerson({ kind: 'system', name: 'test' }, anna.id);
    expect((await searchRows(noor, about(anna.id)))?.rows).toHaveLength(4);
  });
});

describe('a file', () => {
  it('tells whose row stands where, sheet by sheet, and that somebody looked is recorded', async () => {
    const [file] = await findFilesOf(noor, sha256);
    const buildId = file?.buildId ?? 0;
    const page = await findFile(noor, buildId, null, 0, 1);
    expect(page).toMatchObject({ sheet: 'registration', next: 1 });
    expect(page?.rows).toMatchObject([{ sheetRow: 1, email: anna.email }]);
    expect((await findFile(noor, buildId, null, 1, 1))?.next).toBeNull();
    expect((await findFile(noor, buildId, 'exams', 0))?.rows).toMatchObject([{ sheetRow: 1, personId: anna.id }]);
    expect(await findFile(noor, 999_999, null, 0)).toBeNull();
    const [looked] = await database.query(
      `select details ->> 'page' as page, (details ->> 'build')::int as build from audit_events where event = 'people.read' limit 1`,
    );
    expect(looked).toEqual({ page: 'disclosed-file', build: buildId });
    const text = await textOf(await writeFilePeople(noor, buildId));
    // Two on the first sheet and one on the second, below one line of headers.
    expect(text.trim().split('\r\n')).toHaveLength(4);
    expect(text).toContain('"registration","2"');
    expect(await writeFilePeople(noor, 999_999)).toBeNull();
  });
});

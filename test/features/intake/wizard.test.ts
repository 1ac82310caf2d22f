// The import wizard through its forms: what is shown is what is applied, and nothing of a file stays.
import { erasePerson } from '#app/features/privacy/erase-person.server.ts';
import { forgetUploads } from '#app/features/intake/forget-uploads.server.ts';
import {
  csv,
  exams,
  registration,
  REGISTRATION_HEADER,
  registrations,
  sampleCells,
} from '#test/support/import-files.ts';
import { usePortalServer } from '#test/support/portal.ts';
import { moveClock } from '#test/support/register.ts';
import { emptyRegister, readContent } from '#test/support/register-content.ts';
import { SYSTEM } from '#test/support/runs.ts';
import { openWizard } from '#test/support/wizard.ts';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const portal = usePortalServer();
const wizard = openWizard(portal);
const database = portal.database;

const uploads = () =>
  existsSync(join(portal.database.dataDir, 'uploads')) ? readdirSync(join(portal.database.dataDir, 'uploads')) : [];
const stateOf = (path: string) =>
  database.query('select state from import_uploads where id = $1', [path.split('/').at(-1)]);
const batchAt = (answer: Response) => Number(answer.headers.get('location')?.split('/').at(-1));

beforeEach(async () => {
  await database.query('truncate rate_counts');
  await database.query('delete from import_uploads');
  rmSync(join(database.dataDir, 'uploads'), { recursive: true, force: true });
  await emptyRegister(database);
  await wizard.apply(await wizard.drop('workshops', csv(sampleCells('workshops'))));
});

describe('an import by its pages', () => {
  it('shows each row as new, changed from old to new, the same or refused, and applies just that', async () => {
    await wizard.apply(
      await wizard.drop('registrations', registrations(registration(), registration({ email: 'b@fjord.example' }))),
    );
    const path = await wizard.drop(
      'registrations',
      registrations(
        registration({ last: 'Jansen', progress: '75' }),
        registration({ email: 'b@fjord.example' }),
        registration({ email: 'c@fjord.example' }),
        registration({ email: 'd@fjord.example', progress: '101' }),
      ),
    );
    expect(await wizard.read(path)).toContain('4 rows: 1 new, 1 changed, 1 the same as before, 1 refused.');
    expect(await wizard.read(path)).toContain('progress is a whole percent from 0 to 100');
    const changed = await wizard.read(`${path}?rows=changed`);
    expect(changed).toMatch(/Last name: <\/span><del[^>]*>de Vries<\/del>.*<ins[^>]*>Jansen<\/ins>/);
    expect(changed).toMatch(/<del[^>]*>40<\/del>.*<ins[^>]*>75<\/ins>/);
    expect(await wizard.read(`${path}?rows=created`)).toContain('c@fjord.example');
    const answer = await wizard.apply(path);
    expect(await wizard.read(answer.headers.get('location') ?? '')).toContain('Imported: 1 new, 1 changed.');
    expect(await database.query('select email, last_name from persons order by 1')).toEqual([
      { email: 'b@fjord.example', last_name: 'de Vries' },
      { email: 'c@fjord.example', last_name: 'de Vries' },
      { email: 'sanne@fjord.example', last_name: 'Jansen' },
    ]);
    expect(uploads()).toEqual([]);
  });

  it('applies no other plan than the one that was shown', async () => {
    const file = registrations(registration({ progress: '75' }));
    const path = await wizard.drop('registrations', file);
    await wizard.apply(await wizard.drop('registrations', registrations(registration())));
    const answer = await wizard.apply(path);
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain('The register has changed since this was planned');
    expect(await database.query('select percent from enrolments')).toEqual([{ percent: 40 }]);
    expect(await wizard.read(path)).toContain('1 row: 1 changed.');
    expect((await wizard.apply(path)).status).toBe(302);
    expect(await database.query('select percent from enrolments')).toEqual([{ percent: 75 }]);
  });

  it('bad-C2 is applied once, however often the button is pressed, and given up for good', async () => {
    const path = await wizard.drop(
      'exams',
      csv([
        ['E-mail', 'Exam ID', 'Exam month', 'Result'],
        ['x@x.example', 'AZ-104', '2026-10', ''],
      ]),
    );
    expect(await wizard.read(path)).toContain('1 row: 1 refused.');
    const people = await wizard.drop('registrations', registrations(registration()));
    const digest = /name="digest" value="([0-9a-f]+)"/.exec(await wizard.read(people))?.[1] ?? '';
    const both = await Promise.all([1, 2].map(() => wizard.post(people, { intent: 'apply', digest })));
    // Whoever comes second is told, or shown the result.
    for (const { status } of both) expect([302, 409]).toContain(status);
    expect(await database.query(`select from import_batches where kind = 'registrations'`)).toHaveLength(1);
    expect((await wizard.post(path, { intent: 'cancel' })).status).toBe(302);
    expect(await stateOf(path)).toEqual([{ state: 'cancelled' }]);
    expect(uploads()).toEqual([]);
    expect(await wizard.read(path)).toContain('This file was given up');
  });

  it('bad-B4 takes no field that its forms have not', async () => {
    const path = await wizard.drop('registrations', registrations(registration()));
    for (const fields of [
      { intent: 'apply', digest: 'a'.repeat(64), id: '1' },
      { intent: 'cancel', all: 'yes' },
      { intent: 'read', encoding: 'ebcdic' },
      { intent: 'read', notice: '77', attestedBy: 'x' },
      { intent: 'read', notice: '1', attestedBy: '' },
      { intent: 'delete' },
    ] as Record<string, string>[])
      expect([fields, (await wizard.post(path, fields)).status]).toEqual([fields, 400]);
  });

  it('of registrations can say which notice people were given, and who attests it', async () => {
    const path = await wizard.drop('registrations', registrations(registration()));
    const read = await wizard.post(path, { intent: 'read', notice: '1', attestedBy: 'Learning House' });
    expect(read.status).toBe(302);
    expect(await wizard.read(path)).toContain('They were given notice 1, says Learning House.');
    await wizard.apply(path);
    expect(await database.query('select version, attested_by from notice_acknowledgements')).toEqual([
      { version: 1, attested_by: 'Learning House' },
    ]);
  });

  it('is undone from its page, or says why not', async () => {
    const before = await readContent(database);
    const applied = await wizard.apply(await wizard.drop('registrations', registrations(registration())));
    const page = `/train/import/batch/${batchAt(applied)}`;
    expect(await wizard.read(page)).toContain('The people it brought are written to from');
    expect((await wizard.post(page, { intent: 'undo' })).status).toBe(302);
    expect(await readContent(database)).toEqual(before);
    expect(await wizard.read(page)).toMatch(/Undone .* by Ilse Vermeer/);
    expect((await wizard.post(page, { intent: 'undo' })).status).toBe(409);
    const again = `/train/import/batch/${batchAt(await wizard.apply(await wizard.drop('registrations', registrations(registration()))))}`;
    await database.query(`update mails set state = 'sent', sent_at = psa_now()`);
    expect(await wizard.read(again)).toContain('1 person it brought was written to');
    expect((await wizard.post(again, { intent: 'undo' })).status).toBe(409);
  });
});

describe('columns that names alone don’t tell', () => {
  it('bad-D7 are said by hand, and what does not belong there is refused', async () => {
    const odd = REGISTRATION_HEADER.map((name) => (name === 'Job role' ? 'What they do' : name));
    const path = await wizard.drop('registrations', csv([odd, registration()]));
    expect(await wizard.read(path)).toContain('“What they do”: this column is not known');
    expect((await wizard.apply(path)).status).toBe(400);
    const read = await wizard.post(path, {
      intent: 'read',
      'column.job_role': 'What they do',
      notice: '',
      attestedBy: '',
    });
    expect(read.status).toBe(302);
    expect((await wizard.apply(path)).status).toBe(302);
    expect(await database.query('select job_role from employments')).toEqual([{ job_role: 'Developer' }]);
    const extra = await wizard.drop(
      'registrations',
      csv([
        [...odd, 'Gender'],
        [...registration(), 'f'],
      ]),
    );
    await wizard.post(extra, { intent: 'read', 'column.job_role': 'What they do', notice: '', attestedBy: '' });
    expect(await wizard.read(extra)).toContain('“Gender”: this column is not known');
  });

  it('gives the refused rows as a file, which is mended and dropped again', async () => {
    const path = await wizard.drop(
      'registrations',
      registrations(registration(), registration({ email: 'b@fjord.example', progress: '1000' })),
    );
    const file = await fetch(`${portal.url}${path}/refused.csv`, {
      headers: { Cookie: await portal.cookieOf('trainer') },
    });
    const text = await file.text();
    expect(text).toContain('"3","Progress %: progress is a whole percent from 0 to 100","Sanne"');
    const mended = await wizard.drop('registrations', Buffer.from(text.replace('"1000"', '"100"')));
    expect(await wizard.read(mended)).toContain('1 row: 1 new.');
  });
});

describe('a file on its way in', () => {
  it('bad-D5 stands under its own id for nobody else, whatever it is called', async () => {
    const path = await wizard.drop('registrations', registrations(registration()), '..\\..\\CON\u202E.csv');
    const folder = join(portal.database.dataDir, 'uploads', path.split('/').at(-1) ?? '');
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const part of readdirSync(folder))
      expect([part, statSync(join(folder, part)).mode & 0o777]).toEqual([part, 0o600]);
    expect(await wizard.read(path)).toMatch(/<h1[^>]*>CON\.csv</);
  });

  it('bad-D1 bad-D3 refuses what is no plain table, and too many rows, with its reason', async () => {
    const notOne = await wizard.drop('exams', Buffer.from('PK\u0003\u0004 not a zip'), 'exams.xlsx');
    expect(await wizard.read(notOne)).toContain('not a plain .xlsx');
    expect(await wizard.read(notOne)).toContain('The file can’t be imported as it is');
  });

  it('bad-D15 that is too large, empty, no form, or twice in one is not kept', async () => {
    expect((await wizard.upload('exams', Buffer.alloc(5_000_001, 'a'))).status).toBe(413);
    expect((await wizard.upload('exams', Buffer.alloc(6_000_000, 'a'))).status).toBe(413);
    expect((await wizard.upload('exams', new Uint8Array())).status).toBe(400);
    expect((await wizard.upload('passwords', exams())).status).toBe(400);
    expect((await wizard.post('/train/import', { kind: 'exams', file: 'x' })).status).toBe(400);
    expect(uploads()).toEqual([]);
  });

  it('bad-D15 that breaks off in the middle leaves nothing', async () => {
    const { hostname, port } = new URL(portal.url);
    const socket = connect(Number(port), hostname);
    const head = [
      'POST /train/import HTTP/1.1',
      `Host: ${hostname}:${port}`,
      `Origin: ${portal.url}`,
      `Cookie: ${await portal.cookieOf('trainer')}`,
      'Content-Type: multipart/form-data; boundary=b',
      'Content-Length: 1000000',
    ];
    const part = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n';
    socket.write(`${head.join('\r\n')}\r\n\r\n${part}${'a'.repeat(600_000)}`);
    await expect.poll(() => uploads().length).toBe(1);
    socket.destroy();
    await once(socket, 'close');
    await expect.poll(() => uploads().length).toBe(0);
  });

  it('bad-D18 is one of twenty in ten minutes', async () => {
    await database.query('truncate rate_counts');
    for (let count = 0; count < 20; count++) expect((await wizard.upload('exams', new Uint8Array())).status).toBe(400);
    const refused = await wizard.upload('exams', new Uint8Array());
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true]);
  });

  it('goes when a person is erased, whom it may name', async () => {
    const applied = await wizard.apply(await wizard.drop('registrations', registrations(registration())));
    expect(applied.status).toBe(302);
    const path = await wizard.drop('registrations', registrations(registration({ progress: '90' })));
    const [person] = await database.query<{ id: number }>('select id from persons');
    await erasePerson(SYSTEM, person?.id ?? 0);
    expect(uploads()).toEqual([]);
    expect(await wizard.read(path)).toContain('Somebody was erased meanwhile');
    const again = await wizard.drop('registrations', registrations(registration()));
    expect(await wizard.read(again)).toContain('on suppression list');
  });

  describe('a day later', () => {
    afterEach(() => moveClock(database, '0 days'));

    it('is gone, and so is what a crash left', async () => {
      const path = await wizard.drop('registrations', registrations(registration()));
      expect(await forgetUploads()).toBe(0);
      await moveClock(database, '25 hours');
      expect(await forgetUploads()).toBe(1);
      expect(uploads()).toEqual([]);
      expect(await stateOf(path)).toEqual([]);
    });
  });
});

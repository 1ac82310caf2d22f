// What the pages of an import show of people is told to the ledger; and what is said of a file whose reading was broken off.
import { forgetUploads } from '#app/features/intake/forget-uploads.server.ts';
import { csv, registration, registrations, sampleCells } from '#test/support/import-files.ts';
import { usePortalServer } from '#test/support/portal.ts';
import { moveClock } from '#test/support/register.ts';
import { emptyRegister } from '#test/support/register-content.ts';
import { openWizard } from '#test/support/wizard.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const portal = usePortalServer();
const wizard = openWizard(portal);
const database = portal.database;

const reads = async () =>
  (
    await database.query<{ details: unknown; fields: string[] }>(
      `select details, fields from audit_events where event = 'people.read' and details->>'page' like 'import%' order by id`,
    )
  ).map(({ details, fields }) => ({ ...(details as object), fields: fields.length }));

beforeEach(async () => {
  await database.query('truncate rate_counts');
  await database.query('delete from import_uploads');
  await emptyRegister(database);
  await wizard.apply(await wizard.drop('workshops', csv(sampleCells('workshops'))));
});

describe('whoever looks at the rows of an import', () => {
  it('is written down, each time and for each person once, before the values of the register are shown', async () => {
    await wizard.apply(await wizard.drop('registrations', registrations(registration())));
    const before = (await reads()).length;
    const answer = await wizard.upload(
      'registrations',
      registrations(
        registration({ last: 'Jansen', progress: '75' }),
        registration({ last: 'Jansen', workshop: 'Fabric Data Engineer' }),
        registration({ email: 'b@fjord.example', progress: '1000' }),
      ),
    );
    const path = answer.headers.get('location') ?? '';
    expect((await reads()).slice(before)).toEqual([]);
    expect(await wizard.read(`${path}?rows=changed`)).toContain('de Vries');
    expect(await wizard.read(path)).toContain('b@fjord.example');
    expect(await wizard.read(`${path}?rows=same`)).toContain('No row is the same as before');
    const file = await fetch(`${portal.url}${path}/refused.csv`, {
      headers: { Cookie: await portal.cookieOf('trainer') },
    });
    expect(await file.text()).toContain('b@fjord.example');
    expect((await reads()).slice(before)).toEqual([
      { page: 'import', rows: 'changed', count: 1, fields: 10 },
      { page: 'import', rows: 'refused', count: 1, fields: 10 },
      { page: 'import-refused', rows: 'refused', count: 1, fields: 10 },
    ]);
  });

  it('is not where the rows are of workshops, which are nobody', async () => {
    const before = (await reads()).length;
    await wizard.read(await wizard.drop('workshops', csv(sampleCells('workshops'))));
    expect(await reads()).toHaveLength(before);
  });
});

describe('a file whose reading was broken off', () => {
  afterEach(() => moveClock(database, '0 minutes'));
  const breakOff = async () => {
    const path = await wizard.drop('registrations', registrations(registration()));
    await database.query(`update import_uploads set state = 'reading', percent = 40, summary = null`);
    return path;
  };

  it('is being read for as long as somebody says so, and then says that it was not, and what can be done', async () => {
    const path = await breakOff();
    expect(await wizard.read(path)).toContain('The file is being read');
    await moveClock(database, '3 minutes');
    const page = await wizard.read(path);
    expect(page).not.toContain('The file is being read');
    expect(page).toContain('This file was not read');
    expect(page).toContain('Nothing was imported');
    expect(await wizard.read('/train/import')).toContain('was not read');
    // It is kept: nobody has to find it again.
    await forgetUploads();
    expect((await wizard.post(path, { intent: 'again' })).status).toBe(302);
    expect(await wizard.read(path)).toContain('1 row: 1 new.');
    expect((await wizard.apply(path)).status).toBe(302);
  });

  it('can be given up, and takes no field more', async () => {
    const path = await breakOff();
    await moveClock(database, '3 minutes');
    expect((await wizard.post(path, { intent: 'again', all: 'yes' })).status).toBe(400);
    expect((await wizard.post(path, { intent: 'cancel' })).status).toBe(302);
    expect(await wizard.read(path)).toContain('This file was given up');
  });
});

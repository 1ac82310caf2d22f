// The sample handed in in other dresses: each ends in exactly the right data.
import { csv, DUTCH_HEADER, reordered, sampleCells, xlsx } from '#test/support/import-files.ts';
import { usePortalServer } from '#test/support/portal.ts';
import { emptyRegister, readContent } from '#test/support/register-content.ts';
import { openWizard } from '#test/support/wizard.ts';
import { beforeEach, describe, expect, it } from 'vitest';

const portal = usePortalServer();
const wizard = openWizard(portal);
const database = portal.database;
const batchAt = (answer: Response) => Number(answer.headers.get('location')?.split('/').at(-1));

beforeEach(async () => {
  await database.query('truncate rate_counts');
  await database.query('delete from import_uploads');
  await emptyRegister(database);
  await wizard.apply(await wizard.drop('workshops', csv(sampleCells('workshops'))));
});

/** The sample's registrations as they stand, and in what dress they are handed in. */
describe('the sample in disguise', () => {
  const sample = sampleCells('registrations');
  const [header, ...rows] = sample;
  const isPlain = (row: readonly string[]) => Buffer.from(row.join(), 'latin1').toString('latin1') === row.join();
  const order = [9, 2, 4, 0, 1, 3, 8, 7, 6, 5];
  let plain: Record<string, unknown>[] | undefined;

  async function bringIn(
    bytes: Uint8Array,
    name: string,
    choose?: Record<string, string>,
  ): Promise<Record<string, unknown>[]> {
    const path = await wizard.drop('registrations', bytes, name);
    if (choose !== undefined)
      expect((await wizard.post(path, { intent: 'read', notice: '', attestedBy: '', ...choose })).status).toBe(302);
    expect((await wizard.apply(path)).status).toBe(302);
    return readContent(database);
  }
  const expected = async () => {
    plain ??= await bringIn(csv(sample), 'registrations.csv');
    return plain;
  };

  it('as it is, and the same file twice', async () => {
    await expected();
    const again = await wizard.drop('registrations', csv(sample));
    expect(await wizard.read(again)).toContain('786 rows: 786 the same as before.');
    expect(await wizard.read(again)).toContain('There is nothing to import.');
  });

  it('with semicolons and a mark', async () => {
    expect(
      await bringIn(csv(sample, { delimiter: ';', bom: true, lineEnd: '\n', quoteAll: true }), 'people.csv'),
    ).toEqual(await expected());
  });

  it('as a workbook with Dutch headers in another order', async () => {
    expect(await bringIn(await xlsx(reordered([DUTCH_HEADER, ...rows], order), [0]), 'deelnemers.xlsx')).toEqual(
      await expected(),
    );
  });

  it('bad-D6 in Windows-1252, once somebody says so', async () => {
    const western = [header, ...rows.filter(isPlain)];
    const right = await bringIn(csv(western), 'western.csv');
    await emptyRegister(database);
    await wizard.apply(await wizard.drop('workshops', csv(sampleCells('workshops'))));
    const bytes = Buffer.from(csv(western).toString('utf8'), 'latin1');
    const path = await wizard.drop('registrations', bytes, 'western.csv');
    expect(await wizard.read(path)).toMatch(/Row \d+: this line is not UTF-8/);
    expect(await bringIn(bytes, 'western.csv', { encoding: 'windows-1252' })).toEqual(right);
  });

  it('with local phone numbers, which add nothing to the full ones', async () => {
    await bringIn(csv(sample), 'registrations.csv');
    const local = rows.map((row) => row.map((cell, column) => (column === 3 ? cell.replace(/^\+31 ?/, '0') : cell)));
    const path = await wizard.drop('registrations', csv([header, ...local]));
    expect(await wizard.read(path)).toContain('786 rows: 786 the same as before.');
  });

  it('with a changed name, which is the one thing that changes', async () => {
    await bringIn(csv(sample), 'registrations.csv');
    const before = await readContent(database);
    const email = rows[0]?.[2];
    const renamed = rows.map((row) =>
      row.map((cell, column) => (column === 1 && row[2] === email ? 'Nieuwenhuis' : cell)),
    );
    const applied = await wizard.apply(await wizard.drop('registrations', csv([header, ...renamed])));
    expect(await database.query(`select last_name from persons where email = lower($1)`, [email])).toEqual([
      { last_name: 'Nieuwenhuis' },
    ]);
    expect(
      await database.query('select before, after from import_changes where batch_id = $1', [batchAt(applied)]),
    ).toEqual([{ before: { last_name: rows[0]?.[1] }, after: { last_name: 'Nieuwenhuis' } }]);
    expect((await wizard.post(`/train/import/batch/${batchAt(applied)}`, { intent: 'undo' })).status).toBe(302);
    expect(await readContent(database)).toEqual(before);
  });
});

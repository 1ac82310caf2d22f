// One list of fields: views, grants, notice and agreements follow from the catalogue, and no source has a second one.
import { DATASET_IDS, DATASETS, fieldOf, FIELDS } from '#reports/catalogue.ts';
import { useDatabase } from '#test/support/database.ts';
import { readSources } from '#test/support/source-files.ts';
import { NOTICE } from '../../prisma/seed/notice.ts';
import { describe, expect, it } from 'vitest';

const database = useDatabase();

describe('the catalogue', () => {
  it('is what the dataset views expose: its columns, the run and an opaque reference, and nothing else', async () => {
    for (const id of DATASET_IDS) {
      const { source, fields } = DATASETS[id];
      const [schema, view] = source.view.split('.');
      const columns = await database.query<{ name: string }>(
        'select column_name::text as name from information_schema.columns where table_schema = $1 and table_name = $2',
        [schema, view],
      );
      const expected = ['run_id', 'row_ref', ...fields.map((field) => fieldOf(field).column)];
      expect(columns.map(({ name }) => name).sort()).toEqual(expected.sort());
    }
  });

  it('names neither the run nor the reference as a field, so that no plan can ask for them', () => {
    const columns = Object.values(FIELDS).map(({ column }) => column);
    expect(columns).not.toContain('row_ref');
    expect(columns).not.toContain('run_id');
  });

  it('gives exam datasets no name, address, phone or MPN ID (F2, F3)', () => {
    expect(DATASETS.F2.fields).toEqual(['country', 'company', 'exam_id', 'exam_month']);
    expect(DATASETS.F3.fields).toEqual([...DATASETS.F2.fields, 'result']);
  });

  it('is covered by the sample notice, field by field and for each kind of recipient', () => {
    const told = NOTICE.scopes.map(({ recipientKind, dataset, field }) => `${recipientKind} ${dataset} ${field}`);
    const possible = DATASET_IDS.flatMap((dataset) =>
      DATASETS[dataset].recipients.flatMap((kind) =>
        DATASETS[dataset].fields.map((field) => `${kind} ${dataset} ${field}`),
      ),
    );
    expect(told.sort()).toEqual(possible.sort());
  });

  it('is the only place that lists the fields of F1', () => {
    const listing = readSources()
      .filter(({ path }) => !path.startsWith('test/') && path !== 'reports/catalogue.ts')
      .filter(({ tree }) => DATASETS.F1.fields.filter((field) => tree.text.includes(`'${field}'`)).length >= 6)
      .map(({ path }) => path);
    // The columns of a file that comes in are another list: what a training centre hands over.
    expect(listing.filter((path) => !path.startsWith('app/features/intake/'))).toEqual([]);
  });
});

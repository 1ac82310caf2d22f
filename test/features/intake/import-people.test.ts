// What a file may and may not change about people, employers and enrolments.
import { tombstoneOf } from '#app/features/people/tombstone.ts';
import { env } from '#app/platform/env.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { registration, registrations } from '#test/support/import-files.ts';
import {
  changesOf,
  counts,
  importFile,
  importRows,
  NOTICE,
  reasons,
  useEmptyRegister,
} from '#test/support/importing.ts';
import { describe, expect, it } from 'vitest';

const database = useDatabase();
useEmptyRegister(database);

describe('a person', () => {
  it('is known by the address, whatever its case, and by every address they had', async () => {
    await importRows(registration());
    await database.query(`insert into person_emails (email, person_id) select 'old@fjord.example', id from persons`);
    expect(counts(await importRows(registration({ email: 'OLD@fjord.example' })))).toEqual([1, 0, 0, 1, 0]);
    expect(await database.query('select email from persons')).toEqual([{ email: 'sanne@fjord.example' }]);
  });

  it('whose name, job role or phone changed is changed, with before and after on record', async () => {
    await importRows(registration());
    expect(
      counts(await importRows(registration({ last: 'Jansen', role: 'Architect', phone: '+31 6 87654321' }))),
    ).toEqual([1, 0, 1, 0, 0]);
    expect(await changesOf(database, 'persons')).toEqual([
      {
        before: { last_name: 'de Vries', phone: '+31 6 12345678' },
        after: { last_name: 'Jansen', phone: '+31 6 87654321' },
      },
    ]);
    expect(await changesOf(database, 'employments')).toEqual([
      { before: { job_role: 'Developer' }, after: { job_role: 'Architect' } },
    ]);
    expect(await database.query('select last_name, phone from persons')).toEqual([
      { last_name: 'Jansen', phone: '+31 6 87654321' },
    ]);
  });

  it('keeps the fuller spelling of one phone number, and the number that a later file leaves out', async () => {
    await importRows(registration());
    expect(counts(await importRows(registration({ phone: '06 12345678' })))).toEqual([1, 0, 0, 1, 0]);
    expect(counts(await importRows(registration({ phone: '' })))).toEqual([1, 0, 0, 1, 0]);
    expect(await database.query('select phone from persons')).toEqual([{ phone: '+31 6 12345678' }]);
  });

  it('who is new is first written to in the language of the country, where that is one; who is known keeps theirs', async () => {
    await importRows(registration(), registration({ email: 'b@fjord.example', country: 'Belgium' }));
    const languages = () => database.query('select language from persons order by email desc');
    expect(await languages()).toEqual([{ language: 'nl' }, { language: 'en' }]);
    await importRows(registration({ country: 'Germany' }));
    expect(await languages()).toEqual([{ language: 'nl' }, { language: 'en' }]);
  });

  it('appends progress, and never overwrites what was', async () => {
    await importRows(registration({ progress: '40' }));
    expect(counts(await importRows(registration({ progress: '75' })))).toEqual([1, 0, 1, 0, 0]);
    expect(await database.query('select percent from progress_entries order by id')).toEqual([
      { percent: 40 },
      { percent: 75 },
    ]);
    expect(await changesOf(database, 'enrolments')).toEqual([{ before: { percent: 40 }, after: { percent: 75 } }]);
  });

  it('is in no report before somebody attests that they were given the notice', async () => {
    await importRows(registration());
    expect(await database.query('select notice_version from persons')).toEqual([{ notice_version: null }]);
    expect(counts(await importFile('registrations', registrations(registration()), { notice: NOTICE }))).toEqual([
      1, 0, 1, 0, 0,
    ]);
    expect(await database.query('select how, attested_by, version from notice_acknowledgements')).toEqual([
      { how: 'attested', attested_by: 'the training centre', version: 1 },
    ]);
    expect(counts(await importFile('registrations', registrations(registration()), { notice: NOTICE }))).toEqual([
      1, 0, 0, 1, 0,
    ]);
    const unknown = await importFile('registrations', registrations(registration()), {
      notice: { version: 9, by: 'x' },
    });
    expect(reasons(unknown)).toEqual([[null, null, 'notice-unknown']]);
  });
});

describe('the register', () => {
  it('bad-D12 is not contradicted: one partner ID has one company name', async () => {
    await importRows(registration());
    const result = await importRows(
      registration({ email: 'b@fjord.example', company: 'Fjord Holding' }),
      registration({ email: 'c@fjord.example', company: 'FJORD it' }),
    );
    expect(reasons(result)).toEqual([[2, 'Company', 'company-differs']]);
    const fresh = await importRows(
      registration({ mpn: '2', email: 'd@x.example', company: 'X' }),
      registration({ mpn: '2', email: 'e@x.example', company: 'Y' }),
    );
    expect(reasons(fresh)).toEqual([
      [2, 'Company', 'rows-contradict'],
      [3, 'Company', 'rows-contradict'],
    ]);
    expect(await database.query('select mpn_id, name from employers')).toEqual([
      { mpn_id: '1000001', name: 'Fjord IT' },
    ]);
  });

  it('takes its name of an employer from a file where only somebody who registered has named it so far', async () => {
    await database.query(
      `insert into employers (mpn_id, name, named_by) values ('AB12', 'Whatever', 'registration'), ('CD34', 'Same', 'registration')`,
    );
    const rows = [
      registration({ mpn: 'ab12', company: 'Fjord IT' }),
      registration({ mpn: 'CD34', company: 'Same', email: 'b@same.example' }),
    ];
    expect(
      reasons(await importRows(...rows, registration({ mpn: 'AB12', company: 'Y', email: 'c@x.example' }))).map(
        ([row, , code]) => [row, code],
      ),
    ).toEqual([
      [2, 'rows-contradict'],
      [4, 'rows-contradict'],
    ]);
    expect(counts(await importRows(...rows))).toEqual([2, 2, 0, 0, 0]);
    expect(await database.query('select mpn_id, name, named_by from employers order by 1')).toEqual([
      { mpn_id: 'AB12', name: 'Fjord IT', named_by: 'register' },
      { mpn_id: 'CD34', name: 'Same', named_by: 'register' },
    ]);
    expect(await changesOf(database, 'employers')).toEqual([
      { before: { name: 'Whatever', named_by: 'registration' }, after: { name: 'Fjord IT', named_by: 'register' } },
      { before: { named_by: 'registration' }, after: { named_by: 'register' } },
    ]);
    expect(reasons(await importRows(registration({ mpn: 'ab12', company: 'Other' })))).toEqual([
      [2, 'Company', 'company-differs'],
    ]);
    await database.query(`update employers set named_by = 'registration', name = 'Whatever' where mpn_id = 'AB12'`);
    expect(counts(await importRows(...rows))).toEqual([2, 0, 1, 1, 0]);
  });

  it('lets two employers share one name', async () => {
    expect(
      counts(await importRows(registration(), registration({ email: 'b@other.example', mpn: '1000002' }))),
    ).toEqual([2, 2, 0, 0, 0]);
  });

  it('bad-D12 has nobody moved to another employer by a file', async () => {
    await importRows(registration());
    const result = await importRows(
      registration({ email: 'b@other.example', mpn: '2000', company: 'Other' }),
      registration({ mpn: '2000', company: 'Other' }),
    );
    expect(reasons(result)).toEqual([[3, 'MPN ID', 'other-employer']]);
    const twice = await importRows(
      registration({ email: 'n@x.example' }),
      registration({ email: 'n@x.example', mpn: '2000', company: 'Other' }),
    );
    expect(reasons(twice).map(([row, , code]) => [row, code])).toEqual([
      [2, 'rows-contradict'],
      [3, 'rows-contradict'],
    ]);
    await database.query(`update employments set ended_on = psa_today()`);
    expect(reasons(await importRows(registration()))).toEqual([[2, 'MPN ID', 'employment-ended']]);
    expect(
      counts(await importRows(registration({ mpn: '2000', company: 'Other', workshop: 'DevOps Engineer' }))),
    ).toEqual([1, 1, 0, 0, 0]);
  });

  it('is not changed by two rows that contradict each other about a person or a percent', async () => {
    const names = await importRows(
      registration(),
      registration({ first: 'Sandra', workshop: 'DevOps Engineer' }),
      registration({ email: 'b@fjord.example' }),
    );
    expect(reasons(names).map(([row]) => row)).toEqual([2, 3]);
    const percents = await importRows(registration(), registration({ progress: '41' }));
    expect(reasons(percents)).toEqual([
      [2, 'Progress %', 'rows-contradict'],
      [3, 'Progress %', 'rows-contradict'],
    ]);
    expect(counts(await importRows(registration(), registration()))).toEqual([2, 1, 0, 1, 0]);
  });

  it('knows its workshops and countries', async () => {
    const result = await importRows(registration({ workshop: 'Basket weaving' }), registration({ country: 'Nowhere' }));
    expect(reasons(result)).toEqual([
      [2, 'Workshop name', 'workshop-unknown'],
      [3, 'Country', 'country-unknown'],
    ]);
  });

  it('bad-D16 takes back nobody who was erased, restricted or objects', async () => {
    const { tombstoneKey } = env();
    await database.query(`insert into suppressed_emails (email_hmac, reason) values ($1, 'erased')`, [
      tombstoneOf(tombstoneKey, 'sanne@fjord.example'),
    ]);
    expect(
      (await database.query('select * from suppressed_emails')).map((row) => JSON.stringify(row)).join(),
    ).not.toContain('sanne');
    const result = await importRows(
      registration({ email: 'SANNE@fjord.example' }),
      registration({ email: 'b@fjord.example' }),
    );
    expect(result.refused).toEqual([{ row: 2, column: 'E-mail', reason: 'on suppression list', code: 'suppressed' }]);
    await database.query('delete from suppressed_emails');
    await importRows(registration({ email: 'b@fjord.example' }));
    for (const column of ['erased_at', 'restricted_at', 'objected_at']) {
      await database.query(`update persons set erased_at = null, restricted_at = null, objected_at = null`);
      await database.query(`update persons set ${column} = now()`);
      expect(reasons(await importRows(registration({ email: 'b@fjord.example', progress: '99' })))).toEqual([
        [2, 'E-mail', 'suppressed'],
      ]);
    }
  });
});

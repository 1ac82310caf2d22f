// What of a file is understood: its columns, and cell by cell what stands in them.
import { nameAcademy, PROPOSED } from '#app/features/language/academy.ts';
import { parseFile } from '#app/features/intake/parse-file.ts';
import {
  csv,
  exams,
  registration,
  registrations,
  REGISTRATION_HEADER,
  xlsx,
  type Cells,
} from '#test/support/import-files.ts';
import { describe, expect, it } from 'vitest';
import { refusalsOf } from './refusals-of.ts';

async function firstRow(bytes: Uint8Array, fileName = 'people.csv') {
  const parsed = await parseFile({ kind: 'registrations', bytes, fileName });
  expect(parsed.ok && parsed.value.refused).toEqual([]);
  return parsed.ok ? parsed.value.rows[0] : undefined;
}

describe('columns', () => {
  it('bad-D7 are found in any order and case, in six languages', async () => {
    const dutch: Cells = [
      'Voornaam',
      'ACHTERNAAM',
      'e-mail',
      'Telefoon',
      'land',
      'Bedrijf',
      'Partner-ID (MPN ID)',
      'Functie',
      'Naam van de workshop',
      'Studievoortgang (%)',
    ];
    const german: Cells = [
      'Vorname',
      'Nachname',
      'E-Mail-Adresse',
      'Telefon',
      'Land',
      'Firma',
      'MPN-ID',
      'Funktion',
      'Workshop',
      'Fortschritt',
    ];
    const order = [9, 3, 0, 8, 2, 1, 7, 4, 6, 5];
    const expected = await firstRow(csv([REGISTRATION_HEADER, registration()]));
    for (const header of [dutch, german]) {
      const rows = [header, registration()].map((row) => order.map((index) => row[index] ?? ''));
      expect(await firstRow(csv(rows, { delimiter: ';', bom: true }))).toEqual(expected);
    }
  });

  it('are found by the name that the programme has for a partner’s number now, and by those that it had', async () => {
    const expected = await firstRow(csv([REGISTRATION_HEADER, registration()]));
    const at = REGISTRATION_HEADER.indexOf('MPN ID');
    nameAcademy({ ...PROPOSED, partnerId: 'CPP number' });
    for (const name of ['CPP number', 'cpp-number', 'Partner ID (CPP number)', 'ID partenaire (CPP number)', 'MPN ID'])
      expect(await firstRow(csv([REGISTRATION_HEADER.with(at, name), registration()]))).toEqual(expected);
    nameAcademy(PROPOSED);
    expect(await refusalsOf(csv([REGISTRATION_HEADER.with(at, 'CPP number'), registration()]))).toContainEqual([
      1,
      'CPP number',
      'column-unknown',
    ]);
  });

  it('bad-D7 refuses missing, doubled and unknown ones, each by its name', async () => {
    const header = REGISTRATION_HEADER.with(3, 'Gender').with(9, 'e-mail');
    expect(await refusalsOf(csv([header, registration()]))).toEqual([
      [1, 'Gender', 'column-unknown'],
      [1, 'e-mail', 'column-twice'],
      [1, 'Phone', 'column-missing'],
      [1, 'Study progress (%)', 'column-missing'],
    ]);
  });

  it('bad-D7 refuses a header that stands there twice, as a row', async () => {
    expect(await refusalsOf(registrations(registration(), REGISTRATION_HEADER))).toEqual([[3, null, 'header-again']]);
  });

  it('refuses a row with more cells than the header, and takes missing cells for empty ones', async () => {
    expect(await refusalsOf(registrations([...registration(), 'x'], registration().slice(0, 9)))).toEqual([
      [2, null, 'too-many-cells'],
      [3, 'Progress %', 'progress-invalid'],
    ]);
  });
});

describe('cells', () => {
  it('bad-D9 keep text as text: leading zeros, and what looks like a number or a date', async () => {
    expect((await firstRow(registrations(registration({ mpn: '0012345' }))))?.mpn_id).toBe('0012345');
    expect((await firstRow(registrations(registration({ mpn: '1E5' }))))?.mpn_id).toBe('1E5');
    expect((await firstRow(registrations(registration({ company: '2026-03-01' }))))?.company).toBe('2026-03-01');
    expect(
      (await firstRow(await xlsx([REGISTRATION_HEADER, registration({ mpn: '0012345' })]), 'people.xlsx'))?.mpn_id,
    ).toBe('0012345');
  });

  it('bad-D9 take a month as YYYY-MM only, never a day, a serial number or a guess', async () => {
    for (const month of ['2026-03-01', '46082', '03/2026', 'March 2026', '2026-13', '2026-3', '2026-00', '']) {
      const code = month === '' ? 'value-missing' : 'month-invalid';
      expect(await refusalsOf(exams(['a@b.example', 'AZ-104', month, '']), 'exams')).toEqual([[2, 'Exam month', code]]);
    }
  });

  it('take progress as a whole percent and as nothing else', async () => {
    for (const progress of ['0', '64', '100', '64%', '64 %', ' 7 ']) {
      expect((await firstRow(registrations(registration({ progress }))))?.progress).toBe(Number.parseInt(progress, 10));
    }
    for (const progress of ['', '-1', '101', '49.5', '49,5', '0.64', '1e2', 'NaN', '٦٤']) {
      expect(await refusalsOf(registrations(registration({ progress })))).toEqual([
        [2, 'Progress %', 'progress-invalid'],
      ]);
    }
  });

  it('keep phone numbers as they were written, with + for 00, and refuse what is none', async () => {
    const phones = [
      ['085 5599684', '085 5599684'],
      ['0031 6 12345678', '+31 6 12345678'],
      ['+353 85-559 (9684)', '+353 85-559 (9684)'],
      ['', null],
    ] as const;
    for (const [given, kept] of phones)
      expect((await firstRow(registrations(registration({ phone: given }))))?.phone).toBe(kept);
    for (const phone of ['=1+1', '+31 6-123', 'call me', '+1 234 567 890 123 456']) {
      expect(await refusalsOf(registrations(registration({ phone })))).toEqual([[2, 'Phone', 'phone-invalid']]);
    }
  });

  it('keep names of any script in one Unicode form, with blanks around them gone', async () => {
    for (const first of ['O’Brien', 'Nguyễn', '漢字', '🦊', 'ليلى', 'X']) {
      expect(
        (await firstRow(registrations(registration({ first: ` ${first.normalize('NFD')}\u00a0` }))))?.first_name,
      ).toBe(first.normalize('NFC'));
    }
    expect((await firstRow(registrations(registration({ first: '' }))))?.last_name).toBe('de Vries');
    expect(await refusalsOf(registrations(registration({ first: '', last: '' })))).toEqual([
      [2, 'Last name', 'value-missing'],
    ]);
    expect(await refusalsOf(registrations(registration({ first: 'a\u0007b' })))).toEqual([
      [2, 'First name', 'value-not-text'],
    ]);
  });

  it('bad-C10 keep what looks like a formula or markup as text', async () => {
    const company = '=HYPERLINK("http://x","y") <script>{{7*7}}';
    expect((await firstRow(registrations(registration({ company }))))?.company).toBe(company);
  });

  it('bad-C11 refuse addresses that could break out of a header', async () => {
    for (const email of [
      '"a b"@c.example',
      'a@b',
      'a b@c.example',
      'a@b.example,c@d.example',
      '<a@b.example>',
      `${'a'.repeat(250)}@b.example`,
    ]) {
      expect(await refusalsOf(registrations(registration({ email })))).toEqual([[2, 'E-mail', 'email-invalid']]);
    }
    expect((await firstRow(registrations(registration({ email: ' Sanne@FJORD.example ' }))))?.email).toBe(
      'sanne@fjord.example',
    );
  });

  it('know countries by code and by name in six languages', async () => {
    for (const country of [
      'NL',
      'Netherlands',
      'nederland',
      'Niederlande',
      'Pays-Bas',
      'Holandia',
      'Países Bajos',
      'The Netherlands',
    ]) {
      expect((await firstRow(registrations(registration({ country }))))?.country).toBe('NL');
    }
    expect((await firstRow(registrations(registration({ country: 'Germany' }))))?.country).toBe('DE');
    expect(await refusalsOf(registrations(registration({ country: 'Atlantis' })))).toEqual([
      [2, 'Country', 'country-unknown'],
    ]);
  });

  it('know results in six languages', async () => {
    const words = {
      Geslaagd: 'passed',
      bestanden: 'passed',
      'nicht bestanden': 'failed',
      échoué: 'failed',
      '': null,
    } as const;
    for (const [word, outcome] of Object.entries(words)) {
      const parsed = await parseFile({
        kind: 'exams',
        bytes: exams(['a@b.example', 'az-104', '2026-03', word]),
        fileName: 'exams.csv',
      });
      expect(parsed.ok && parsed.value.rows[0]).toMatchObject({ exam_id: 'AZ-104', result: outcome });
    }
    expect(await refusalsOf(exams(['a@b.example', 'AZ-104', '2026-03', 'maybe']), 'exams')).toEqual([
      [2, 'Result', 'result-invalid'],
    ]);
  });
});

// Certificates: for one's own workshop that is done, the same bytes each time, in the person's language and with the person's name.
import type { PersonActor } from '#app/features/access/actor.ts';
import { findCertificate } from '#app/features/learning/certificate.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeNotice, arrangePerson } from '#test/support/register.ts';
import { inflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
let people = 0;

async function arrangeDone(
  name: { firstName: string; lastName: string },
  language: string,
  percent = 100,
): Promise<{ actor: PersonActor; enrolmentId: number }> {
  const personId = await arrangePerson(database, {
    email: `done${++people}@bluecloud.example`,
    ...name,
    workshops: [{ name: 'Fabric Data Engineer', percent }],
  });
  await database.query('update persons set language = $2 where id = $1', [personId, language]);
  const [enrolment] = await database.query<{ id: number }>('select id from enrolments where person_id = $1', [
    personId,
  ]);
  const enrolmentId = enrolment?.id ?? 0;
  await database.query(
    `insert into progress_entries (enrolment_id, percent, actor_kind, actor_id, recorded_at, because)
     values ($1, 100, 'person', $2, '2026-08-30', null), ($1, 90, 'staff', 1, '2026-09-01', null), ($1, $3, 'staff', 1, '2026-10-31T22:30:00Z', null)`,
    [enrolmentId, personId, percent],
  );
  return { actor: { kind: 'person', personId, name: '' }, enrolmentId };
}

/** The uncompressed streams of a PDF, as far as they are text. */
function streamsOf(pdf: Buffer): string[] {
  const streams: string[] = [];
  for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('stream\n', at + 7)) {
    const end = pdf.indexOf('endstream', at);
    // Two of zlib's first bytes: the rest are the ends of streams.
    if (end > at && pdf[at + 7] === 0x78) streams.push(inflateSync(pdf.subarray(at + 7, end)).toString('latin1'));
  }
  return streams;
}

const signsOf = (hex: string): string => Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le');

/** What the page says: each shape read back by the table of its typeface, as a reader does that copies the text. */
function textOf(pdf: Buffer): string {
  const streams = streamsOf(pdf);
  const tables = streams
    .filter((stream) => stream.includes('beginbfrange'))
    .map((table) =>
      [...(/\[(.*?)\]/s.exec(table)?.[1] ?? '').matchAll(/<([0-9a-f ]*)>/g)].map(([, hex = '']) => signsOf(hex)),
    );
  const page = streams.find((stream) => stream.includes('BT')) ?? '';
  let table: readonly string[] = [];
  return [...page.matchAll(/\/F(\d+) [\d.]+ Tf|<([0-9a-f]+)>|(ET)/g)]
    .map(([, font, shapes, end]) => {
      if (font !== undefined) table = tables[Number(font) - 1] ?? [];
      if (end !== undefined) return '\n';
      return (shapes?.match(/.{4}/g) ?? []).map((code) => table[Number.parseInt(code, 16)] ?? '?').join('');
    })
    .join('');
}

beforeAll(arrangeNotice);

describe('a certificate', () => {
  it('is the same bytes each time', async () => {
    const { actor, enrolmentId } = await arrangeDone({ firstName: 'Sanne', lastName: 'de Vries' }, 'en');
    const one = await findCertificate(actor, enrolmentId, null);
    const two = await findCertificate(actor, enrolmentId, null);
    expect(one?.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(one?.bytes.equals(two?.bytes ?? Buffer.of())).toBe(true);
    expect(one?.fileName).toBe('certificate-fabric-data-engineer.pdf');
  });

  it('is nobody else’s, and there is none before the workshop is done', async () => {
    const { enrolmentId } = await arrangeDone({ firstName: 'Sanne', lastName: 'de Vries' }, 'en');
    const other = await arrangeDone({ firstName: 'Bram', lastName: 'Visser' }, 'en', 99);
    expect(await findCertificate(other.actor, enrolmentId, null)).toBeNull();
    expect(await findCertificate(other.actor, other.enrolmentId, null)).toBeNull();
    expect(await findCertificate(other.actor, 999_999, null)).toBeNull();
  });

  it('is in the person’s language, and names the month since which it is done, where the association sits', async () => {
    const { actor, enrolmentId } = await arrangeDone({ firstName: 'Jürgen', lastName: 'Groß' }, 'de');
    const text = textOf((await findCertificate(actor, enrolmentId, 'pl'))?.bytes ?? Buffer.of());
    expect(text).toContain('Abschlusszertifikat');
    expect(text).toContain('Oktober 2026');
    expect(text).toContain('Jürgen Groß');
  });

  it.each([
    ['Łukasz', 'Wójcik'],
    ['Ελένη', 'Παπαδοπούλου'],
    ['Thị Hương', 'Nguyễn'],
    ['Zoë', 'O’Brien-Şahin'],
  ])('bad-C8 shows the name %s %s', async (firstName, lastName) => {
    const { actor, enrolmentId } = await arrangeDone({ firstName, lastName }, 'en');
    expect(textOf((await findCertificate(actor, enrolmentId, null))?.bytes ?? Buffer.of())).toContain(
      `${firstName} ${lastName}`,
    );
  });

  it.each([
    ['漢', '字'],
    ['🫠', 'Smith'],
  ])(
    'bad-C8 shows the address where the typeface lacks a sign of %s %s, and no empty boxes',
    async (firstName, lastName) => {
      const { actor, enrolmentId } = await arrangeDone({ firstName, lastName }, 'en');
      const bytes = (await findCertificate(actor, enrolmentId, null))?.bytes ?? Buffer.of();
      const text = textOf(bytes);
      expect(text).toContain(`done${people}@bluecloud.example`);
      expect(text).toContain('This typeface lacks signs');
      // The name itself stands in the properties, as UTF-16.
      expect(bytes.includes(Buffer.from(firstName, 'utf16le').swap16())).toBe(true);
    },
  );
});

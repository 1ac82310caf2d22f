// Makes up people, employers and exams that look like a training centre's own files, and hands them to the import like
// anybody's. The same number makes the same people.
import { importBytes } from '#app/features/intake/import.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { publishNotice } from '#app/features/people/publish-notice.server.ts';
import { NOTICE } from './notice.ts';
import { seedAgreements } from './sample-agreements.ts';
import { readSample } from './sample.ts';
import { seedStaff } from './staff.ts';

const SEEDER = { kind: 'system', name: 'seed' } as const;
const ATTESTED = { version: NOTICE.version, by: 'seed' } as const;
/** Rows to a file; an import takes 50,000 and five megabytes. */
const ROWS_TO_A_FILE = 20_000;

const PLACES = [
  {
    country: 'Ireland',
    suffix: 'Ltd',
    phone: '+353 85',
    first: ['Seán', 'Aoife', 'Niamh', 'Cian'],
    last: ["O'Brien", 'Ní Bhriain', 'Murphy'],
  },
  {
    country: 'Poland',
    suffix: 'Sp. z o.o.',
    phone: '+48 60',
    first: ['Łukasz', 'Małgorzata', 'Zofia'],
    last: ['Wójcik', 'Kowalska', 'Żak'],
  },
  {
    country: 'Greece',
    suffix: 'A.E.',
    phone: '+30 69',
    first: ['Νίκος', 'Σοφία', 'Ελένη'],
    last: ['Γεωργίου', 'Νικολάου'],
  },
  {
    country: 'Germany',
    suffix: 'GmbH',
    phone: '+49 151',
    first: ['Jürgen', 'Käthe', 'Matthias'],
    last: ['Weiß', 'Böhm', 'Schröder'],
  },
  {
    country: 'France',
    suffix: 'SAS',
    phone: '+33 6',
    first: ['Loïc', 'Chloé', 'Hélène'],
    last: ["D'Arcy", 'Lefèvre', 'Petit'],
  },
  {
    country: 'Spain',
    suffix: 'S.L.',
    phone: '+34 61',
    first: ['Begoña', 'Núria', 'Íñigo'],
    last: ['García-Peña', 'Vidal', 'Ibáñez'],
  },
  {
    country: 'Netherlands',
    suffix: 'B.V.',
    phone: '+31 6',
    first: ['Sanne', 'Bram', 'Daniël'],
    last: ['van der Berg', "in 't Veld"],
  },
  { country: 'Sweden', suffix: 'AB', phone: '+46 70', first: ['Åsa', 'Björn', 'Göran'], last: ['Sjöström', 'Öberg'] },
] as const;
const COMPANIES = [
  'Nordwind',
  'Balticstack',
  'Fjordit',
  'Lumenit',
  'Helixworks',
  'Orbitsystems',
  'Iberlogic',
  'Vertexpoint',
];
const ROLES = ['Solution Architect', 'Business Analyst', 'Cloud Engineer', 'Developer', 'Consultant', 'Data Engineer'];

/** A small generator of numbers in [0, 1) that depends on its seed alone (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Workshop = { readonly name: string; readonly exam: string };

async function readWorkshops(): Promise<Workshop[]> {
  const { bytes } = await readSample('workshops.csv');
  const [, ...lines] = bytes.toString('utf8').trim().split(/\r?\n/);
  return lines.map((line) => {
    const [name = '', exam = ''] = line.split(',');
    return { name, exam };
  });
}

const REGISTRATIONS = 'First name,Last name,E-mail,Phone,Country,Company,MPN ID,Job role,Workshop name,Progress %';
const EXAMS = 'E-mail,Exam ID,Exam month,Result';

export type Size = { readonly people: number; readonly employers: number; readonly seed: number };
type Lines = { readonly registrations: string[]; readonly exams: string[] };

/** The months around `month` ('YYYY-MM'), from five before to one after. */
function monthsAround(month: string): { past: string[]; next: string } {
  const first = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
  const text = (index: number): string => `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
  return { past: [5, 4, 3, 2, 1].map((back) => text(first - back)), next: text(first + 1) };
}

/** Two workshops a person, and for most of them an exam behind or before them. */
function* makeLines(
  { people, employers, seed }: Size,
  workshops: readonly Workshop[],
  month: string,
): Generator<Lines> {
  const random = randomFrom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const { past, next } = monthsAround(month);
  for (let person = 0; person < people; person++) {
    const company = person % employers;
    const home = PLACES[company % PLACES.length] ?? PLACES[0];
    const name = `${COMPANIES[company % COMPANIES.length]} ${company + 1} ${home.suffix}`;
    const email = `person${person + 1}.s${seed}@company${company + 1}.example`;
    const phone = `${home.phone} ${String(1_000_000 + Math.floor(random() * 8_999_999))}`;
    const start = Math.floor(random() * workshops.length);
    const taken = [workshops[start], workshops[(start + 1 + Math.floor(random() * 5)) % workshops.length]];
    const who = [
      pick(home.first),
      pick(home.last),
      email,
      phone,
      home.country,
      name,
      String(1_000_001 + company),
      pick(ROLES),
    ];
    const exam = taken[0]?.exam ?? '';
    const outlook = random();
    yield {
      registrations: taken.map((workshop) => [...who, workshop?.name, Math.floor(random() * 101)].join(',')),
      exams:
        outlook < 0.4
          ? [[email, exam, pick(past), random() < 0.75 ? 'passed' : 'failed'].join(',')]
          : outlook < 0.65
            ? [[email, exam, next, ''].join(',')]
            : [],
    };
  }
}

async function bringIn(
  kind: 'registrations' | 'exams',
  header: string,
  lines: readonly string[],
  part: number,
): Promise<void> {
  if (lines.length === 0) return;
  const bytes = Buffer.from(`${[header, ...lines].join('\r\n')}\r\n`);
  const fileName = `made-up-${kind}-${part}.csv`;
  const result = await importBytes(SEEDER, {
    kind,
    bytes,
    fileName,
    ...(kind === 'registrations' ? { notice: ATTESTED } : {}),
  });
  if (result.refused.length > 0) throw new Error(`Made-up ${kind} were refused: ${JSON.stringify(result.refused[0])}`);
}

/** Fills the portal. Run again with the same numbers, nothing changes. Gives how many were made. */
export async function seedPeople(size: Size): Promise<{ people: number; employers: number; enrolments: number }> {
  const workshops = await readWorkshops();
  const month = (await databaseNow()).toISOString().slice(0, 7);
  await publishNotice(NOTICE);
  await seedStaff();
  await importBytes(SEEDER, { kind: 'workshops', ...(await readSample('workshops.csv')) });
  let waiting: Lines = { registrations: [], exams: [] };
  let part = 0;
  const flush = async (): Promise<void> => {
    part++;
    await bringIn('registrations', REGISTRATIONS, waiting.registrations, part);
    await bringIn('exams', EXAMS, waiting.exams, part);
    waiting = { registrations: [], exams: [] };
  };
  for (const lines of makeLines(size, workshops, month)) {
    waiting.registrations.push(...lines.registrations);
    waiting.exams.push(...lines.exams);
    if (waiting.registrations.length >= ROWS_TO_A_FILE) await flush();
  }
  await flush();
  await seedAgreements();
  return { people: size.people, employers: size.employers, enrolments: size.people * 2 };
}

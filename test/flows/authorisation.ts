// The authorisation matrix: for each route, who may call it, and addresses of one's own, of another's and of nothing.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { PortalServer } from '#test/support/portal.ts';

export const WHO = [
  'nobody',
  'visitor',
  'learner',
  'trainer',
  'administrator',
  'privacy-officer',
  'microsoft',
  'employer',
] as const;
export type Who = (typeof WHO)[number];

/** What the caller gets: the page, the way to sign in, a page that does not exist, or the way to another page of ours. */
export type Answer = 'shown' | 'sign-in' | 'not-found' | 'elsewhere' | `status ${number}`;

type Addresses = {
  /** Of what the permitted may have. */
  readonly own: string;
  /** The same of somebody else's, as seen by everybody who is permitted but not for this one. */
  readonly anothers?: { readonly path: string; readonly by: readonly Who[] };
  /** Of what does not exist. */
  readonly none?: string;
};

export type Row = {
  readonly addresses: (portal: PortalServer) => Promise<Addresses> | Addresses;
  /** Who may read it. 'everybody' needs no sign-in. */
  readonly readers: 'everybody' | readonly Who[];
  /** What those who may read it get instead of a page: all of them, or some. */
  readonly reads?: Exclude<Answer, 'sign-in'> | Partial<Record<Who, Exclude<Answer, 'sign-in'>>>;
  /** Reading it signs in as somebody else, which ends the sign-in that was used. */
  readonly signsIn?: true;
  /** Who may post to it; left out, there is no action. */
  readonly writers?: 'everybody' | readonly Who[];
};

const SIGNED_IN: readonly Who[] = [
  'visitor',
  'learner',
  'trainer',
  'administrator',
  'privacy-officer',
  'microsoft',
  'employer',
];
const RUN_READERS: readonly Who[] = ['administrator', 'privacy-officer'];
const NO_RUN = 999_999_999;

/** Whoever is signed in already is sent home. */
const HOME = Object.fromEntries(SIGNED_IN.map((who) => [who, 'elsewhere'] as const));

/** A support case, of whomever. */
const caseOf = async (portal: PortalServer): Promise<number> =>
  (
    await portal.database.query<{ id: number }>(
      `with known as (select min(id) as id from support_cases where passed_at is not null), made as (
         insert into support_cases (person_id, topic, language, passed_at)
         select min(id), 'other', 'en', psa_now() from persons where not exists (select from known where id is not null) having min(id) is not null
         returning id)
       select coalesce((select id from known), (select id from made)) as id`,
    )
  )[0]?.id ?? 0;

/** The enrolment that is furthest of whoever has this address. */
const enrolmentAt = async (portal: PortalServer, email: string): Promise<number> =>
  (
    await portal.database.query<{ id: number }>(
      'select n.id from enrolments n join persons p on p.id = n.person_id where p.email = $1 order by n.percent desc limit 1',
      [email],
    )
  )[0]?.id ?? 0;

/** A session that the learner is in, and one that nobody is in. */
async function sessionsOf({ database }: PortalServer): Promise<{ own: number; empty: number }> {
  const made = await database.query<{ id: number; title: string }>(
    `with made as (
       insert into workshop_sessions (workshop_id, title)
       select w.id, t from workshops w, unnest(array['Own', 'Empty']) t where w.name = 'Azure Administrator'
         and not exists (select from workshop_sessions) returning id, title
     ), own as (
       update enrolments n set session_id = m.id from made m, persons p
       where m.title = 'Own' and p.id = n.person_id and p.email = 'sanne.devries@bluecloud.example'
         and n.workshop_id = (select id from workshops where name = 'Azure Administrator')
     ) select id, title from made union all select id, title from workshop_sessions`,
  );
  const of = (title: string): number => made.find((session) => session.title === title)?.id ?? 0;
  return { own: of('Own'), empty: of('Empty') };
}

/** A request of the learner for access, which is known to be theirs. */
async function requestOf({ database }: PortalServer): Promise<number> {
  const found = await database.query<{ id: number }>(
    `with made as (
       insert into privacy_requests (person_id, kind, due_on)
       select id, 'access', '2030-01-01' from persons where email = 'sanne.devries@bluecloud.example' on conflict do nothing returning id
     ) select id from made union all
     select r.id from privacy_requests r join persons p on p.id = r.person_id where p.email = 'sanne.devries@bluecloud.example' and r.kind = 'access'`,
  );
  return found[0]?.id ?? 0;
}

/** A recording of a workshop that the learner is in, and one of another workshop. */
async function recordingsOf(portal: PortalServer): Promise<{ own: number; others: number }> {
  const { own } = await sessionsOf(portal);
  await portal.database.query(
    `with w as (insert into workshops (name) select 'Others’ workshop' where not exists (select from recordings) returning id),
       s as (insert into workshop_sessions (workshop_id, title) select id, 'Others' from w returning id, workshop_id)
     insert into recordings (workshop_id, session_id, title, url, available_until, added_by)
     select x.workshop_id, x.id, x.title, 'https://video.example/' || x.id, '2030-01-01', 1
     from (select id, workshop_id, 'Others' as title from s union all
       select id, workshop_id, 'Own' from workshop_sessions where id = $1 and not exists (select from recordings)) x`,
    [own],
  );
  const found = await portal.database.query<{ id: number; title: string }>('select id, title from recordings');
  const of = (title: string): number => found.find((recording) => recording.title === title)?.id ?? 0;
  return { own: of('Own'), others: of('Others') };
}

const rosterAt =
  (page: string) =>
  async (portal: PortalServer): Promise<Addresses> => ({
    own: `/train/sessions/${(await sessionsOf(portal)).own}${page}`,
    none: `/train/sessions/999999${page}`,
  });

/** A file of this member of staff on its way in, read, and refused as a whole. */
async function uploadOf({ database }: PortalServer, email: string): Promise<string> {
  await database.query(
    `insert into import_uploads (staff_id, kind, file_name, file_sha256, bytes, state)
     select m.id, 'exams', 'exams.csv', repeat('a', 64), 10, 'read' from staff_members m
     where m.email = $1 and not exists (select from import_uploads u where u.staff_id = m.id)`,
    [email],
  );
  const [upload] = await database.query<{ id: string }>(
    'select u.id from import_uploads u join staff_members m on m.id = u.staff_id where m.email = $1',
    [email],
  );
  const id = upload?.id ?? '';
  const pages = { refused: [], changed: [], created: [], same: [] };
  mkdirSync(join(database.dataDir, 'uploads', id), { recursive: true });
  writeFileSync(join(database.dataDir, 'uploads', id, 'contents'), JSON.stringify({ form: null, faults: [], pages }));
  return id;
}

async function batchOf({ database }: PortalServer): Promise<number> {
  await database.query(
    `insert into import_batches (kind, file_name, file_sha256, actor_kind, rows_read, rows_created, rows_changed, rows_same, rows_refused)
     select 'exams', 'exams.csv', repeat('a', 64), 'system', 1, 1, 0, 0, 0 where not exists (select from import_batches)`,
  );
  return (await database.query<{ id: number }>('select min(id) as id from import_batches'))[0]?.id ?? 0;
}

async function breachOf({ database }: PortalServer): Promise<number> {
  await database.query(
    `insert into breaches (drill, kind, title, what, known_at, recorded_by)
     select true, 'other', 'A drill', 'Nothing', now(), (select min(id) from staff_members) where not exists (select from breaches)`,
  );
  return (await database.query<{ id: number }>('select min(id) as id from breaches'))[0]?.id ?? 0;
}

const breachAt =
  (page: string) =>
  async (portal: PortalServer): Promise<Addresses> => ({
    own: `/desk/breaches/${await breachOf(portal)}${page}`,
    none: `/desk/breaches/999999${page}`,
  });
const OFFICER: readonly Who[] = ['privacy-officer'];

const fixed = (own: string) => (): Addresses => ({ own });

/** Route id → row. A route of the build without a row fails the test, and so does a row without a route. */
export const MATRIX: Readonly<Record<string, Row>> = {
  'routes/_index': { addresses: fixed('/'), readers: 'everybody', reads: HOME },
  'routes/$': { addresses: fixed('/there/is/nothing'), readers: 'everybody', reads: 'not-found', writers: 'everybody' },
  'routes/sign-in': { addresses: fixed('/sign-in'), readers: 'everybody', reads: HOME, writers: 'everybody' },
  'routes/sign-in_.demo.$persona': {
    addresses: () => ({ own: '/sign-in/demo/learner', none: '/sign-in/demo/nobody' }),
    signsIn: true,
    readers: 'everybody',
    reads: 'elsewhere',
  },
  'routes/sign-in_.code': {
    // Without a code under way there is nothing to enter.
    addresses: fixed('/sign-in/code'),
    readers: 'everybody',
    reads: 'elsewhere',
    writers: 'everybody',
  },
  'routes/sign-in_.again': { addresses: fixed('/sign-in/again'), readers: SIGNED_IN, writers: SIGNED_IN },
  'routes/invitation.$token': {
    addresses: () => ({ own: '/invitation/not-a-token' }),
    readers: 'everybody',
    reads: 'status 410',
    writers: 'everybody',
  },
  'routes/register': { addresses: fixed('/register'), readers: 'everybody', reads: HOME, writers: 'everybody' },
  'routes/register_.sent': { addresses: fixed('/register/sent'), readers: 'everybody' },
  'routes/register_.confirm.$token': {
    addresses: fixed('/register/confirm/not-a-token'),
    readers: 'everybody',
    reads: 'status 410',
    writers: 'everybody',
  },
  'routes/register_.guardian.$token': {
    addresses: fixed('/register/guardian/not-a-token'),
    readers: 'everybody',
    reads: 'status 410',
    writers: 'everybody',
  },
  'routes/notice': { addresses: fixed('/notice'), readers: 'everybody' },
  'routes/unsubscribe.$token': {
    addresses: fixed('/unsubscribe/not-a-token'),
    readers: 'everybody',
    reads: 'status 410',
    writers: 'everybody',
  },
  // Made-up content; in production it is not there.
  'routes/mail-preview': { addresses: fixed('/mail-preview'), readers: 'everybody' },
  'routes/auth.callback': { addresses: fixed('/auth/callback'), readers: 'everybody', reads: 'status 400' },
  'routes/sign-out': { addresses: fixed('/sign-out'), readers: 'everybody', reads: 'elsewhere', writers: 'everybody' },
  'routes/theme': { addresses: fixed('/theme'), readers: 'everybody', reads: 'elsewhere', writers: 'everybody' },
  'routes/me': { addresses: fixed('/me'), readers: ['learner'], writers: ['learner'] },
  'routes/me_.exams': { addresses: fixed('/me/exams'), readers: ['learner'], writers: ['learner'] },
  'routes/me_.certificate.$enrolmentId': {
    addresses: async (portal) => ({
      own: `/me/certificate/${await enrolmentAt(portal, 'sanne.devries@bluecloud.example')}`,
      anothers: {
        path: `/me/certificate/${await enrolmentAt(portal, 'aoife.murphy@lonely.example')}`,
        by: ['learner'],
      },
      none: '/me/certificate/999999',
    }),
    readers: ['learner'],
  },
  'routes/me_.sessions.$id.calendar[.]ics': {
    addresses: async (portal) => {
      const { own, empty } = await sessionsOf(portal);
      return {
        own: `/me/sessions/${own}/calendar.ics`,
        anothers: { path: `/me/sessions/${empty}/calendar.ics`, by: ['learner'] },
        none: '/me/sessions/999999/calendar.ics',
      };
    },
    readers: ['learner'],
  },
  // No visit from a page of ours: whoever may have it is sent to that page.
  'routes/me_.recordings.$id': {
    addresses: async (portal) => {
      const { own, others } = await recordingsOf(portal);
      return {
        own: `/me/recordings/${own}`,
        anothers: { path: `/me/recordings/${others}`, by: ['learner'] },
        none: '/me/recordings/999999',
      };
    },
    readers: ['learner'],
    reads: 'elsewhere',
  },
  'routes/outcome.$token': {
    addresses: () => ({ own: '/outcome/not-a-token' }),
    readers: 'everybody',
    reads: 'status 410',
    writers: 'everybody',
  },
  'routes/me_.data': { addresses: fixed('/me/data'), readers: ['learner'], writers: ['learner'] },
  'routes/me_.support': { addresses: fixed('/me/support'), readers: ['learner'], writers: ['learner'] },
  'routes/support': { addresses: fixed('/support'), readers: 'everybody', writers: 'everybody' },
  'routes/support_.reply.$token': {
    addresses: fixed('/support/reply/not-a-token'),
    readers: 'everybody',
    reads: 'status 410',
    writers: 'everybody',
  },
  'routes/admin.support._index': {
    addresses: fixed('/admin/support'),
    readers: ['trainer', 'administrator', 'privacy-officer'],
  },
  'routes/admin.support.$id': {
    addresses: async (portal) => ({ own: `/admin/support/${await caseOf(portal)}`, none: '/admin/support/999999' }),
    // One that was passed on.
    readers: ['trainer', 'administrator', 'privacy-officer'],
    writers: ['trainer', 'administrator', 'privacy-officer'],
  },
  'routes/me_.data_.erase': { addresses: fixed('/me/data/erase'), readers: ['learner'] },
  'routes/me_.data_.erased': { addresses: fixed('/me/data/erased'), readers: 'everybody', writers: ['learner'] },
  // A link that nobody was sent says that it does not work any more.
  'routes/me_.data_.address.$token': {
    addresses: fixed('/me/data/address/not-a-token'),
    readers: ['learner'],
    writers: ['learner'],
  },
  'routes/me_.data_.download.$file': {
    addresses: () => ({ own: '/me/data/download/given.json', none: '/me/data/download/nothing.json' }),
    readers: ['learner'],
  },
  'routes/me_.sign-ins': { addresses: fixed('/me/sign-ins'), readers: SIGNED_IN, writers: SIGNED_IN },
  'routes/me_.learner': {
    addresses: fixed('/me/learner'),
    readers: SIGNED_IN.filter((who) => who !== 'learner' && who !== 'visitor'),
    reads: 'elsewhere',
    writers: SIGNED_IN.filter((who) => who !== 'learner' && who !== 'visitor'),
  },
  'routes/admin.employers._index': {
    addresses: fixed('/admin/employers'),
    readers: ['administrator'],
  },
  'routes/admin.employers.$id': {
    addresses: async (portal) => ({
      own: `/admin/employers/${await portal.employerOf('1000001')}`,
      none: `/admin/employers/${NO_RUN}`,
    }),
    readers: ['administrator'],
    writers: ['administrator'],
  },
  'routes/admin.agreements._index': {
    addresses: fixed('/admin/agreements'),
    readers: RUN_READERS,
    writers: RUN_READERS,
  },
  'routes/admin.schedules': {
    addresses: fixed('/admin/schedules'),
    readers: RUN_READERS,
    writers: RUN_READERS,
  },
  'routes/admin.agreements.new': {
    addresses: fixed('/admin/agreements/new'),
    readers: ['administrator'],
    writers: ['administrator'],
  },
  'routes/admin.agreements.$id': {
    addresses: () => ({ own: '/admin/agreements/1', none: `/admin/agreements/${NO_RUN}` }),
    readers: RUN_READERS,
    writers: RUN_READERS,
  },
  'routes/admin.agreements.$id_.sample': {
    addresses: () => ({
      own: '/admin/agreements/1/sample?version=1',
      none: `/admin/agreements/${NO_RUN}/sample?version=1`,
    }),
    readers: RUN_READERS,
  },
  'routes/admin.employments': {
    addresses: fixed('/admin/employments'),
    readers: ['administrator'],
    writers: ['administrator'],
  },
  'routes/admin.people._index': {
    addresses: fixed('/admin/people'),
    readers: ['administrator'],
    writers: ['administrator'],
  },
  'routes/admin.people.$keptId.$goneId': {
    addresses: () => ({ own: '/admin/people/1/2', none: '/admin/people/1/999999' }),
    readers: ['administrator'],
    writers: ['administrator'],
  },
  'routes/admin._index': {
    addresses: fixed('/admin'),
    readers: ['administrator'],
  },
  'routes/search': {
    addresses: fixed('/search'),
    readers: ['trainer', 'administrator', 'privacy-officer'],
  },
  // What is typed is posted to these; whoever looks is sent to the page that asks.
  'routes/search_.quick': {
    addresses: fixed('/search/quick'),
    readers: ['trainer', 'administrator', 'privacy-officer'],
    reads: 'elsewhere',
    writers: ['trainer', 'administrator', 'privacy-officer'],
  },
  'routes/find': {
    addresses: fixed('/find?to=/search'),
    readers: ['trainer', 'administrator', 'privacy-officer'],
    reads: 'elsewhere',
    writers: ['trainer', 'administrator', 'privacy-officer'],
  },
  'routes/no-access': {
    addresses: fixed('/no-access'),
    readers: 'everybody',
    // Whoever has a page of their own is sent there, and nobody to sign in.
    reads: { ...HOME, nobody: 'elsewhere', visitor: 'shown' },
    writers: ['visitor'],
  },
  'routes/train._index': { addresses: fixed('/train'), readers: ['trainer'] },
  'routes/train.workshops.$id': {
    addresses: () => ({ own: '/train/workshops/1', none: '/train/workshops/999999' }),
    readers: ['trainer'],
    writers: ['trainer'],
  },
  'routes/train.sessions.new': { addresses: fixed('/train/sessions/new'), readers: ['trainer'], writers: ['trainer'] },
  'routes/train.sessions.$id': { addresses: rosterAt(''), readers: ['trainer'], writers: ['trainer'] },
  'routes/train.sessions.$id_.change': { addresses: rosterAt('/change'), readers: ['trainer'], writers: ['trainer'] },
  'routes/train.sessions.$id_.calendar[.]ics': { addresses: rosterAt('/calendar.ics'), readers: ['trainer'] },
  'routes/train.sessions.$id_.roster[.]csv': { addresses: rosterAt('/roster.csv'), readers: ['trainer'] },
  // What the grid saves goes here; whoever looks is sent to the roster.
  'routes/train.sessions.$id_.cells': {
    addresses: async (portal) => ({ own: (await rosterAt('/cells')(portal)).own }),
    readers: ['trainer'],
    reads: 'elsewhere',
    writers: ['trainer'],
  },
  'routes/train.sessions.$id_.recordings': {
    addresses: rosterAt('/recordings'),
    readers: ['trainer'],
    writers: ['trainer'],
  },
  'routes/train.recordings.$id': {
    addresses: async (portal) => ({
      own: `/train/recordings/${(await recordingsOf(portal)).own}`,
      none: '/train/recordings/999999',
    }),
    readers: ['trainer'],
    writers: ['trainer'],
  },
  'routes/train.import._index': { addresses: fixed('/train/import'), readers: ['trainer'], writers: ['trainer'] },
  'routes/train.import.$id': {
    addresses: async (portal) => ({
      own: `/train/import/${await uploadOf(portal, 'ilse.vermeer@psa.example')}`,
      anothers: { path: `/train/import/${await uploadOf(portal, 'bram.visser@psa.example')}`, by: ['trainer'] },
      none: '/train/import/00000000-0000-4000-8000-000000000000',
    }),
    readers: ['trainer'],
    writers: ['trainer'],
  },
  'routes/train.import.$id_.refused[.]csv': {
    addresses: async (portal) => ({
      own: `/train/import/${await uploadOf(portal, 'ilse.vermeer@psa.example')}/refused.csv`,
      anothers: {
        path: `/train/import/${await uploadOf(portal, 'bram.visser@psa.example')}/refused.csv`,
        by: ['trainer'],
      },
      none: '/train/import/00000000-0000-4000-8000-000000000000/refused.csv',
    }),
    readers: ['trainer'],
  },
  'routes/train.import.batch.$id': {
    addresses: async (portal) => ({
      own: `/train/import/batch/${await batchOf(portal)}`,
      none: '/train/import/batch/999999999',
    }),
    readers: ['trainer'],
    writers: ['trainer'],
  },
  'routes/train.exams': {
    addresses: fixed('/train/exams'),
    readers: ['trainer', 'administrator'],
    writers: ['trainer'],
  },
  'routes/train.follow-up': { addresses: fixed('/train/follow-up'), readers: ['trainer'], writers: ['trainer'] },
  'routes/admin.settings': {
    addresses: fixed('/admin/settings'),
    readers: ['administrator'],
    writers: ['administrator'],
  },
  'routes/admin.settings_.logo': {
    addresses: fixed('/admin/settings/logo'),
    readers: ['administrator'],
    writers: ['administrator'],
  },
  'routes/admin.unreached': { addresses: fixed('/admin/unreached'), readers: ['trainer', 'administrator'] },
  'routes/train.people_.$id': {
    addresses: () => ({ own: '/train/people/1', none: '/train/people/999999' }),
    readers: ['trainer', 'administrator'],
  },
  'routes/train.workshops.$id_.people': {
    addresses: () => ({ own: '/train/workshops/1/people', none: '/train/workshops/999999/people' }),
    readers: ['trainer', 'administrator'],
  },
  'routes/train.people': {
    addresses: fixed('/train/people'),
    readers: ['trainer'],
    reads: 'elsewhere',
    writers: ['trainer'],
  },
  'routes/admin.runs._index': { addresses: fixed('/admin/runs'), readers: RUN_READERS },
  'routes/admin.runs.$id': {
    addresses: async (portal) => ({
      own: `/admin/runs/${await portal.runOf('employer-1000001')}`,
      none: `/admin/runs/${NO_RUN}`,
    }),
    readers: RUN_READERS,
    writers: ['administrator'],
  },
  'routes/admin.runs.$id_.download': {
    addresses: async (portal) => ({
      own: `/admin/runs/${await portal.runOf('employer-1000001')}/download`,
      none: `/admin/runs/${NO_RUN}/download`,
    }),
    readers: RUN_READERS,
  },
  'routes/admin.runs.$id_.release': {
    addresses: async (portal) => ({
      own: `/admin/runs/${await portal.runOf('employer-2000001')}/release`,
      none: `/admin/runs/${NO_RUN}/release`,
    }),
    readers: ['privacy-officer'],
    writers: ['privacy-officer'],
  },
  'routes/admin.runs.$id_.why': {
    addresses: async (portal) => ({
      own: `/admin/runs/${await portal.runOf('employer-1000001')}/why`,
      none: `/admin/runs/${NO_RUN}/why`,
    }),
    readers: RUN_READERS,
    writers: RUN_READERS,
  },
  'routes/admin.staff._index': {
    addresses: fixed('/admin/staff'),
    readers: RUN_READERS,
    writers: RUN_READERS,
  },
  'routes/admin.staff.$id': {
    addresses: () => ({ own: '/admin/staff/1', none: '/admin/staff/999999' }),
    readers: RUN_READERS,
    writers: RUN_READERS,
  },
  'routes/admin.contacts': {
    addresses: fixed('/admin/contacts'),
    readers: ['administrator'],
    writers: ['administrator'],
  },
  'routes/me_.notice': {
    addresses: fixed('/me/notice'),
    readers: ['learner'],
    writers: ['learner'],
  },
  'routes/desk.notices._index': {
    addresses: fixed('/desk/notices'),
    readers: ['privacy-officer'],
    writers: ['privacy-officer'],
  },
  'routes/desk.notices.draft': {
    addresses: async ({ database }) => {
      await database.query(
        `insert into notice_drafts (version, drafted_by) select max(version) + 1, (select min(id) from staff_members) from privacy_notices on conflict do nothing`,
      );
      return { own: '/desk/notices/draft' };
    },
    readers: ['privacy-officer'],
    writers: ['privacy-officer'],
  },
  'routes/desk.notices.$version': {
    addresses: () => ({ own: '/desk/notices/1', none: '/desk/notices/999999' }),
    readers: ['privacy-officer'],
  },
  'routes/desk._index': { addresses: fixed('/desk'), readers: ['privacy-officer'] },
  'routes/desk.requests._index': {
    addresses: fixed('/desk/requests'),
    readers: ['privacy-officer'],
  },
  'routes/desk.requests.new': {
    addresses: fixed('/desk/requests/new'),
    readers: ['privacy-officer'],
    writers: ['privacy-officer'],
  },
  'routes/desk.requests.$id': {
    addresses: async (portal) => ({
      own: `/desk/requests/${await requestOf(portal)}`,
      none: '/desk/requests/999999',
    }),
    readers: ['privacy-officer'],
    writers: ['privacy-officer'],
  },
  'routes/desk.requests.$id_.decide': {
    addresses: async (portal) => ({
      own: `/desk/requests/${await requestOf(portal)}/decide`,
      none: '/desk/requests/999999/decide',
    }),
    readers: ['privacy-officer'],
    writers: ['privacy-officer'],
  },
  'routes/desk.requests.$id_.letter.$letter': {
    addresses: async (portal) => ({
      own: `/desk/requests/${await requestOf(portal)}/letter/receipt`,
      none: `/desk/requests/${await requestOf(portal)}/letter/extension`,
    }),
    readers: ['privacy-officer'],
  },
  'routes/desk.requests.$id_.download.$file': {
    addresses: async (portal) => ({
      own: `/desk/requests/${await requestOf(portal)}/download/everything.json`,
      none: '/desk/requests/999999/download/everything.json',
    }),
    readers: ['privacy-officer'],
  },
  'routes/desk.retention._index': { addresses: fixed('/desk/retention'), readers: ['privacy-officer'] },
  'routes/desk.retention.forecast': { addresses: fixed('/desk/retention/forecast'), readers: ['privacy-officer'] },
  'routes/desk.retention.forecast[.]xlsx': {
    addresses: fixed('/desk/retention/forecast.xlsx'),
    readers: ['privacy-officer'],
  },
  'routes/desk.retention.run': {
    addresses: fixed('/desk/retention/run'),
    readers: ['privacy-officer'],
    writers: ['privacy-officer'],
  },
  'routes/desk.retention.rules.$name': {
    addresses: () => ({ own: '/desk/retention/rules/inactive', none: '/desk/retention/rules/nothing' }),
    readers: ['privacy-officer'],
    writers: ['privacy-officer'],
  },
  'routes/desk.audit': { addresses: fixed('/desk/audit'), readers: ['privacy-officer'], writers: ['privacy-officer'] },
  'routes/desk.disclosures._index': { addresses: fixed('/desk/disclosures'), readers: OFFICER, writers: OFFICER },
  'routes/desk.disclosures[.]csv': { addresses: fixed('/desk/disclosures.csv'), readers: OFFICER },
  'routes/desk.disclosures.$buildId': {
    addresses: () => ({ own: '/desk/disclosures/1', none: '/desk/disclosures/999999' }),
    readers: OFFICER,
  },
  'routes/desk.disclosures.$buildId_.people[.]csv': {
    addresses: () => ({ own: '/desk/disclosures/1/people.csv', none: '/desk/disclosures/999999/people.csv' }),
    readers: OFFICER,
  },
  'routes/desk.breaches._index': { addresses: fixed('/desk/breaches'), readers: OFFICER },
  'routes/desk.breaches[.]xlsx': { addresses: fixed('/desk/breaches.xlsx'), readers: OFFICER },
  'routes/desk.breaches.new': { addresses: fixed('/desk/breaches/new'), readers: OFFICER, writers: OFFICER },
  'routes/desk.breaches.$id': { addresses: breachAt(''), readers: OFFICER, writers: OFFICER },
  'routes/desk.breaches.$id_.people': { addresses: breachAt('/people'), readers: OFFICER },
  'routes/desk.breaches.$id_.people[.]csv': { addresses: breachAt('/people.csv'), readers: OFFICER },
  'routes/desk.breaches.$id_.letter': { addresses: breachAt('/letter?to=people'), readers: OFFICER },
  'routes/desk.breaches.$id_.tell': { addresses: breachAt('/tell'), readers: OFFICER, writers: OFFICER },
  'routes/desk.register': { addresses: fixed('/desk/register'), readers: OFFICER, writers: OFFICER },
  'routes/desk.register[.]xlsx': { addresses: fixed('/desk/register.xlsx'), readers: OFFICER },
  'routes/transparency': { addresses: fixed('/transparency'), readers: 'everybody' },
  'routes/reports._index': {
    addresses: fixed('/reports'),
    readers: ['microsoft', 'employer'],
    writers: ['microsoft', 'employer'],
  },
  'routes/reports.verify': {
    addresses: fixed('/reports/verify'),
    readers: ['microsoft', 'employer'],
    writers: ['microsoft', 'employer'],
  },
  'routes/reports.$id.download': {
    addresses: async (portal) => ({
      own: `/reports/${await portal.runOf('employer-1000001')}/download`,
      anothers: { path: `/reports/${await portal.runOf('microsoft')}/download`, by: ['employer'] },
      none: `/reports/${NO_RUN}/download`,
    }),
    readers: ['employer'],
  },
};

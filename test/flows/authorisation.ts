// The authorisation matrix: for each route, who may call it, and addresses of one's own, of another's and of nothing.
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

/** The enrolment that is furthest of whoever has this address. */
const enrolmentAt = async (portal: PortalServer, email: string): Promise<number> =>
  (
    await portal.database.query<{ id: number }>(
      'select n.id from enrolments n join persons p on p.id = n.person_id where p.email = $1 order by n.percent desc limit 1',
      [email],
    )
  )[0]?.id ?? 0;

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
  'routes/outcome.$token': {
    addresses: () => ({ own: '/outcome/not-a-token' }),
    readers: 'everybody',
    reads: 'status 410',
    writers: 'everybody',
  },
  'routes/me_.data': { addresses: fixed('/me/data'), readers: ['learner'], writers: ['learner'] },
  'routes/me_.data_.erase': { addresses: fixed('/me/data/erase'), readers: ['learner'], writers: ['learner'] },
  'routes/me_.data_.erased': { addresses: fixed('/me/data/erased'), readers: 'everybody' },
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
  'routes/admin.employments': {
    addresses: fixed('/admin/employments'),
    readers: ['administrator'],
    writers: ['administrator'],
  },
  'routes/no-access': {
    addresses: fixed('/no-access'),
    readers: 'everybody',
    // Whoever has a page of their own is sent there, and nobody to sign in.
    reads: { ...HOME, nobody: 'elsewhere', visitor: 'shown' },
    writers: ['visitor'],
  },
  'routes/train.exams': { addresses: fixed('/train/exams'), readers: ['trainer'], writers: ['trainer'] },
  'routes/train.people': { addresses: fixed('/train/people?q=sanne'), readers: ['trainer'] },
  'routes/admin.runs._index': { addresses: fixed('/admin/runs'), readers: RUN_READERS },
  'routes/admin.runs.$id': {
    addresses: async (portal) => ({
      own: `/admin/runs/${await portal.runOf('employer-1000001')}`,
      none: `/admin/runs/${NO_RUN}`,
    }),
    readers: RUN_READERS,
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
  'routes/desk.audit': { addresses: fixed('/desk/audit'), readers: ['privacy-officer'], writers: ['privacy-officer'] },
  'routes/reports._index': { addresses: fixed('/reports'), readers: ['microsoft', 'employer'] },
  'routes/reports.$id.download': {
    addresses: async (portal) => ({
      own: `/reports/${await portal.runOf('employer-1000001')}/download`,
      anothers: { path: `/reports/${await portal.runOf('microsoft')}/download`, by: ['employer'] },
      none: `/reports/${NO_RUN}/download`,
    }),
    readers: ['employer'],
  },
};

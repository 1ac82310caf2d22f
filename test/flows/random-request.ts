// Requests that nobody's page sends: any route, any method, ids of others and of nothing, forms with fields that they do not have.
import fc from 'fast-check';

export type RandomRequest = {
  readonly path: string;
  readonly method: string;
  readonly form: readonly (readonly [string, string])[] | null;
};

export type Pools = {
  /** 'admin/runs/:id/download' */
  readonly routes: readonly { readonly id: string; readonly pattern: string }[];
  /** Ids of everything that was arranged, one's own and others'. */
  readonly ids: readonly number[];
};

const GARBAGE = ['0', '-1', '1e3', 'x', '../1', '%00', '2147483648', "1' or '1'='1", '1%20or%201=1', 'null', '😀'];
const WORDS = [
  '',
  'a',
  'an',
  'sanne',
  '%',
  '_',
  'hr',
  '2026-11',
  '2026-Q4',
  'others',
  'all',
  'the person agreed to it',
  'x@nowhere.example',
  '50',
  '101',
  '-3',
];
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  intent: [
    'add',
    'decide',
    'role',
    'disable',
    'enable',
    'invite',
    'confirm',
    'remove',
    'book',
    'record',
    'move',
    'cancel',
    'code',
    'entra',
  ],
  role: ['trainer', 'administrator', 'privacy-officer', 'admin'],
  wish: ['grant', 'revoke'],
  decision: ['approved', 'declined'],
  result: ['passed', 'failed', 'not-taken'],
  examCode: ['AZ-104', 'DP-700', 'ZZ-999'],
  theme: ['dark', 'light', 'system'],
  sheet: ['registration', 'exams', 'about'],
  tab: ['preview', 'checks', 'rows'],
  view: ['unknown', 'open', 'closed', 'all'],
};
const ID_FIELDS = [
  'enrolmentId',
  'sittingId',
  'personId',
  'contactId',
  'recipientId',
  'requestId',
  'end',
  'employerId',
  'employer_id',
  'id',
  'person_id',
  'staff_id',
  'actor_id',
  'page',
  'actorId',
  'before',
];
const WORD_FIELDS = [
  'percent',
  'month',
  'person',
  'q',
  'email',
  'name',
  'reason',
  'code',
  'returnTo',
  'restricted_at',
  'first_name',
  'event',
  'from',
  'subject',
  '_data',
  'show',
];

/** Any request; `fc` decides which. */
export function anyRequest({ routes, ids }: Pools): fc.Arbitrary<RandomRequest> {
  const id = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...ids.map(String)) },
    { weight: 1, arbitrary: fc.constantFrom(...GARBAGE) },
  );
  const field = fc.oneof(
    fc
      .constantFrom(...Object.keys(CHOICES))
      .chain((name) => fc.tuple(fc.constant(name), fc.constantFrom(...(CHOICES[name] ?? [])))),
    fc.tuple(fc.constantFrom(...ID_FIELDS), id),
    fc.tuple(fc.constantFrom(...WORD_FIELDS), fc.oneof(fc.constantFrom(...WORDS), fc.string({ maxLength: 12 }))),
  );
  // Whole forms of ours, so that many get beyond the reading of the form, with a field more now and then.
  const whole = fc.oneof(
    fc.tuple(id, fc.constantFrom('0', '50', '99')).map(([enrolmentId, percent]) => ({ enrolmentId, percent })),
    fc
      .tuple(id, fc.constantFrom('passed', 'failed', 'not-taken'))
      .map(([sittingId, result]) => ({ intent: 'record', sittingId, result })),
    id.map((sittingId) => ({ intent: 'cancel', sittingId })),
    id.map((personId) => ({ intent: 'book', person: 'x', personId, examCode: 'AZ-104', month: '2026-12' })),
    fc.tuple(fc.constantFrom('confirm', 'remove', 'invite'), id).map(([intent, contactId]) => ({ intent, contactId })),
    id.map((recipientId) => ({ intent: 'add', recipientId, name: 'X', email: 'x@nowhere.example' })),
    fc
      .tuple(id, fc.constantFrom('approved', 'declined'))
      .map(([requestId, decision]) => ({ intent: 'decide', requestId, decision })),
    fc.constantFrom(
      { intent: 'disable' },
      { intent: 'enable' },
      { intent: 'invite' },
      { intent: 'role', role: 'trainer', wish: 'revoke' },
    ),
    id.map((end) => ({ end })),
    fc.constant({ reason: 'the person agreed to it' }),
  );
  const form = fc
    .tuple(fc.option(whole, { nil: {} }), fc.array(field, { maxLength: 3 }))
    .map(([known, more]) => [...Object.entries(known), ...more]);
  const parameters = fc.array(field, { maxLength: 3 });
  return fc
    .record({
      route: fc.constantFrom(...routes),
      own: id,
      parameters,
      way: fc.constantFrom('page', 'page', 'data', 'data of the route'),
      method: fc.oneof(
        { weight: 12, arbitrary: fc.constantFrom('GET', 'GET', 'POST') },
        { weight: 1, arbitrary: fc.constantFrom('HEAD', 'PUT', 'DELETE', 'PATCH') },
      ),
      form,
    })
    .map(({ route, own, parameters: query, way, method, form: sent }) => {
      const filled = `/${route.pattern.replace(/:\w+\??|\*/g, own)}`;
      const isData = way !== 'page';
      const path = isData ? `${filled === '/' ? '/_root' : filled}.data` : filled;
      const search = new URLSearchParams(query.map(([name, value]) => [name, value]));
      if (way === 'data of the route') search.set('_routes', route.id);
      return {
        path: search.size === 0 ? path : `${path}?${search}`,
        method,
        form: method === 'GET' || method === 'HEAD' ? null : sent,
      };
    });
}

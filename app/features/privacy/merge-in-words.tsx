// What a merge will do, in the words that administrators read before it: every clash, and how it ends.
import { Card } from '#app/ui/card.tsx';
import { counted, formatMonth } from '#app/ui/format.ts';
import type { MergePlan } from './merge-plan.ts';
import type { JoinedSitting } from './merge-sittings.ts';
import { seatsOf } from './merge-refusals.ts';
import type { MergeEmployment, MergeSide, MergeSitting } from './merge-side.ts';

type Section = { readonly title: string; readonly lines: readonly string[] };

const CONSENT_WORDS = {
  'member-sharing': 'Sharing with the Member of their country',
  'marketing-email': 'Marketing by e-mail',
  'marketing-phone': 'Marketing by phone',
} as const;

const CLAIM_WORDS = { passed: 'passed', failed: 'failed', 'not-taken': 'not taken' } as const;

function addresses(kept: MergeSide, gone: MergeSide): string[] {
  const known = [gone.email, ...gone.aliases];
  return [
    `They are called ${`${kept.firstName} ${kept.lastName}`.trim()}, as the entry that is kept has it.`,
    `${known.join(', ')} ${known.length === 1 ? 'stays' : 'stay'} known as theirs: imports, forms and search find the one person by any of the addresses.`,
    `They sign in with ${kept.email}. Both addresses are written to, with whom to tell if this is wrong; neither mail names the other address.`,
  ];
}

const countryOf = ({ company, countryCode }: MergeEmployment): string => `${company} (${countryCode})`;

function employments(
  kept: MergeSide,
  gone: MergeSide,
  { employments: { joined, clash, ends, second } }: MergePlan,
): string[] {
  return [
    ...(clash !== null && ends === null && second === null ? ['Say above where they work.'] : []),
    ...joined.map(
      ({ stands, ends: other }) =>
        `Both work at ${countryOf(stands)}: one employment is kept, since ${other.startedOn < stands.startedOn ? other.startedOn : stands.startedOn}, as ${stands.jobRole}, with everything that was done under either.`,
    ),
    ...(ends === null
      ? []
      : [`The employment at ${countryOf(ends)} ends today; what was done under it stays with it.`]),
    ...(second === null ? [] : [`The employment at ${countryOf(second)} stays, as a second one at the same time.`]),
    ...(clash === null && joined.length === 0 && gone.employments.length > 0
      ? [
          `${counted(gone.employments.length, 'employment')} of ${gone.email} ${gone.employments.length === 1 ? 'moves' : 'move'} as ${gone.employments.length === 1 ? 'it is' : 'they are'}.`,
        ]
      : []),
    ...(kept.employments.length + gone.employments.length === 0 ? ['Neither has one.'] : []),
  ];
}

function workshops(gone: MergeSide, { enrolments }: MergePlan): string[] {
  const others = gone.enrolments.length - enrolments.length;
  return [
    ...enrolments.map(({ stands, ends, takesSession, frees }) => {
      const say = (one: typeof stands): string =>
        one.state === 'waiting' ? 'on the waiting list' : `${one.percent} %`;
      return [
        `${stands.workshop}, in both: ${say(stands)} stands; ${say(ends)} is cancelled, and its history is kept.`,
        ...(takesSession ? [`The place in the session “${ends.session ?? ''}” goes along.`] : []),
        ...(frees === null ? [] : ['The place that comes free goes to whoever waits longest.']),
      ].join(' ');
    }),
    ...(others > 0
      ? [`${counted(others, 'other enrolment')} of ${gone.email} ${others === 1 ? 'moves' : 'move'} with all history.`]
      : []),
    ...(gone.enrolments.length === 0 ? [`${gone.email} has none.`] : []),
  ];
}

const said = ({ state, outcome }: MergeSitting): string =>
  outcome ?? (state === 'not-taken' ? 'not taken' : state === 'taken' ? 'taken, outcome unknown' : state);

const sitting = ({ stands, ends, because, claim }: JoinedSitting): string => {
  const exam = `${stands.examCode} in ${formatMonth(stands.month)}`;
  if (because === 'both-open')
    return `${stands.examCode} waits for its outcome twice: ${formatMonth(stands.month)} stands, as the later month or the one that is kept; ${formatMonth(ends.month)} is cancelled, and its history is kept. Nobody is asked about both.`;
  if (claim !== null)
    return `${exam}: ${said(stands)} stands for now. The other entry says ${CLAIM_WORDS[claim]}: a conflict is opened, and a trainer decides.`;
  return said(stands) === said(ends)
    ? `${exam} stands in both (${said(stands)}): it is one.`
    : `${exam} stands in both: ${said(stands)} stands, ${said(ends)} does not.`;
};

function exams(gone: MergeSide, { sittings: { joined, attempts } }: MergePlan): string[] {
  const others = gone.sittings.length - joined.length;
  return [
    ...joined.map(sitting),
    ...(others > 0 ? [`${counted(others, 'other sitting')} of ${gone.email} ${others === 1 ? 'moves' : 'move'}.`] : []),
    ...(attempts.length > 0 ? ['Attempts of exams that both have are numbered anew, by month.'] : []),
    ...(gone.sittings.length === 0 ? [`${gone.email} has none.`] : []),
  ];
}

function rights(kept: MergeSide, gone: MergeSide, { consents, requests, noticeVersion }: MergePlan): string[] {
  const either = (is: (side: MergeSide) => boolean): boolean => is(kept) || is(gone);
  return [
    ...consents.map(
      ({ consent, given, withdraws }) =>
        `${CONSENT_WORDS[consent]}: ${given ? 'given' : 'not given'}${withdraws === null ? ', as was said last' : ': what was said last is in doubt, so it counts as withdrawn'}.`,
    ),
    ...(either(({ restrictedAt }) => restrictedAt !== null)
      ? ['The restriction holds for everything: nothing about them is in a report.']
      : []),
    ...(either(({ objectedAt }) => objectedAt !== null)
      ? ['The objection holds for everything: nothing about them is in a report until it is decided.']
      : []),
    noticeVersion === null
      ? 'Neither has acknowledged a notice that counts.'
      : `Version ${noticeVersion} of the notice counts: the one that was acknowledged last.`,
    ...(either(({ informedAt }) => informedAt !== null)
      ? []
      : ['Nobody of them was told yet what is held: they are in no report until they are.']),
    ...requests.map(
      (kind) =>
        `Both asked for ${kind}: one request goes on, due when the first of them is, with what was said in both.`,
    ),
  ];
}

function waysIn(gone: MergeSide): string[] {
  return [
    gone.accounts === 0
      ? `${gone.email} has no work account.`
      : `${counted(gone.accounts, 'work account')} of ${gone.email} ${gone.accounts === 1 ? 'signs' : 'sign'} in as the person who is kept.`,
    'Every sign-in, code, invitation and mailed link to an exam that was made for the other entry ends.',
  ];
}

function sectionsOf(kept: MergeSide, gone: MergeSide, plan: MergePlan): Section[] {
  const { staff, contacts } = seatsOf(kept, gone);
  return [
    { title: 'Name and addresses', lines: addresses(kept, gone) },
    { title: 'Employments', lines: employments(kept, gone, plan) },
    { title: 'Workshops', lines: workshops(gone, plan) },
    { title: 'Exams', lines: exams(gone, plan) },
    { title: 'Rights and consents', lines: rights(kept, gone, plan) },
    {
      title: 'Ways in',
      lines: [
        ...waysIn(gone),
        ...[...new Set(staff.map(({ name }) => name))].map(
          (name) => `The account of ${name}, who is staff, is part of this.`,
        ),
        ...[...new Set(contacts.map(({ name }) => name))].map(
          (name) => `The account of ${name}, who fetches reports, is part of this.`,
        ),
      ],
    },
    {
      title: 'What left',
      lines: [
        'All that left about either is shown to the person under My data, and in their export.',
        gone.counts.disclosed + kept.counts.disclosed === 0
          ? 'Nobody was given a row of either yet.'
          : 'Recipients who were given a row that reads otherwise now are told which.',
        ...(plan.takes.phone ? [`The phone number of ${gone.email} is taken over.`] : []),
        ...(plan.takes.city ? [`The city of ${gone.email} is taken over.`] : []),
      ],
    },
  ];
}

/** Section by section, in sentences. */
export function MergeInWords({ kept, gone, plan }: { kept: MergeSide; gone: MergeSide; plan: MergePlan }) {
  return (
    <Card title="What will happen">
      <dl className="grid gap-x-6 gap-y-4 md:grid-cols-[11rem_minmax(0,1fr)]">
        {sectionsOf(kept, gone, plan).map(({ title, lines }) => (
          <div key={title} className="contents">
            <dt className="font-medium max-md:-mb-3">{title}</dt>
            <dd className="min-w-0">
              <ul className="grid gap-1.5 wrap-anywhere">
                {lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

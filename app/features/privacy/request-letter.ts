// Writes the letters about a request, in the language of whoever asked: what was received, what is still needed, why it takes longer, what is decided and where to
// complain (P3, GDPR art. 12(4)).
import { mailsIn, messagesIn } from '#app/features/language/messages.ts';
import type { PrivacyContacts } from '#app/features/settings/brand.server.ts';
import { noonOf } from '#app/platform/noon.ts';
import type { Language } from '#reports/catalogue.ts';
import type { LetterKind } from './request-kinds.ts';
import type { ShownRequest } from './show-request.server.ts';

/** A line, or some that belong together. */
export type LetterPart = string | readonly string[];
export type Letter = {
  readonly title: string;
  readonly number: string;
  readonly greeting: string;
  readonly parts: readonly LetterPart[];
  readonly closing: string;
  readonly signed: string;
};

export type Written = Pick<
  ShownRequest,
  | 'id'
  | 'kind'
  | 'receivedAt'
  | 'dueOn'
  | 'personId'
  | 'name'
  | 'askerName'
  | 'extensionReason'
  | 'decision'
  | 'answer'
  | 'keeps'
  | 'steps'
>;

/** In which language, and how a day reads in it. */
export type Reader = { readonly language: Language; readonly formatDay: (instant: Date) => string };

const TELLS_RECIPIENTS: readonly Written['kind'][] = ['rectification', 'erasure', 'restriction', 'objection'];

/** What was done, in a sentence each. */
function effectsOf(request: Written, language: Language): string[] {
  const words = mailsIn(language).letters.decision;
  const { kind, decision, personId, steps } = request;
  const done = new Set(steps.map(({ step }) => step));
  if (kind === 'objection' && decision === 'refused') return done.has('back-in-reports') ? [words.back] : [];
  if (decision === 'refused' || decision === null) return [];
  if (personId === null && !done.has('erased')) return [];
  const effects = {
    access: done.has('file-made') ? [words.file] : [words.account],
    portability: done.has('file-made') ? [words.file] : [words.account],
    rectification: [],
    erasure: decision === 'partly' ? [words.restricted] : [words.erased],
    restriction: [words.restricted],
    objection: [words.restricted],
    withdrawal: [words.withdrawn],
    complaint: [],
  }[kind];
  return TELLS_RECIPIENTS.includes(kind) ? [...effects, words.told] : effects;
}

function partsOf(
  letter: LetterKind,
  request: Written,
  { language, formatDay }: Reader,
  contacts: PrivacyContacts,
): LetterPart[] {
  const words = mailsIn(language).letters;
  const complain = words.complain(contacts.authority.name, contacts.authority.address, contacts.authorities);
  const due = formatDay(noonOf(request.dueOn));
  switch (letter) {
    case 'receipt':
      return [words.receipt.what(formatDay(request.receivedAt)), words.receipt.due(due), words.receipt.identity];
    case 'identity': {
      const asked = request.steps.findLast(({ step }) => step === 'identity-asked')?.note ?? '';
      return [words.identity.what, [words.identity.please, asked], words.identity.kept];
    }
    case 'extension':
      return [words.extension.what(due), [words.extension.reason, request.extensionReason ?? ''], complain];
    case 'decision': {
      const { decision, keeps, answer } = request;
      const said = decision === null || decision === 'joined' ? 'carried-out' : decision;
      return [
        words.decision[said],
        ...(answer === null ? [] : [[said === 'refused' ? words.decision.reason : words.decision.answer, answer]]),
        ...effectsOf(request, language),
        ...(keeps.length === 0
          ? []
          : [
              [
                words.decision.kept,
                ...keeps.map(({ what, law, until }) =>
                  words.decision.keptLine(what ?? '', law, formatDay(noonOf(until))),
                ),
              ],
            ]),
        complain,
      ];
    }
  }
}

export function writeLetter(letter: LetterKind, request: Written, reader: Reader, contacts: PrivacyContacts): Letter {
  const { language } = reader;
  const words = mailsIn(language).letters;
  const kind = messagesIn(language).privacy.requests.kinds[request.kind];
  return {
    title: words.title(kind, reader.formatDay(request.receivedAt)),
    number: words.number(request.id),
    greeting: words.greeting(request.name ?? request.askerName ?? ''),
    parts: [
      ...partsOf(letter, request, reader, contacts),
      words.contact(contacts.officer.name, contacts.officer.email),
    ],
    closing: words.closing,
    signed: contacts.officer.name,
  };
}

/** The letters that can be written as things stand. */
export function lettersOf(request: ShownRequest): LetterKind[] {
  const isAsked = request.steps.some(({ step, note }) => step === 'identity-asked' && note !== null);
  const hasReader = request.personId !== null || request.askerName !== null;
  if (!hasReader) return [];
  // Of somebody who was erased nothing is left to say but that.
  if (request.personId === null && request.steps.some(({ step }) => step === 'erased')) return ['decision'];
  return [
    'receipt',
    ...(isAsked ? (['identity'] as const) : []),
    ...(request.extendedAt === null ? [] : (['extension'] as const)),
    ...(request.decision === null || request.decision === 'joined' ? [] : (['decision'] as const)),
  ];
}

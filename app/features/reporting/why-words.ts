// Says what a reason of the gate rests on, and who can change it.
import type { GateReason } from './run.ts';

type Rule = { readonly rule: string; readonly next: string };

export const GATE_RULES: Readonly<Record<GateReason, Rule>> = {
  in: {
    rule: 'Whoever passes the gate at the cut-off is in it: a confirmed employment with this recipient, a notice that covers what it holds, and nothing that stands against it.',
    next: 'Nothing is to be done.',
  },
  'wrong-recipient': {
    rule: 'An employer hears of its own people alone (F1).',
    next: 'If the company is wrong, the employment is corrected in the register or by an import.',
  },
  'employment-unconfirmed': {
    rule: 'What somebody says of their employer counts once it is confirmed, by the domain of the address or by staff.',
    next: 'An administrator confirms it under Employments.',
  },
  'employment-ended': {
    rule: 'An employer hears of people while they work there.',
    next: 'Nothing is to be done. If the day is wrong, it is corrected in the register.',
  },
  'notice-missing': {
    rule: 'Nobody is reported before they were told what is given to whom (C2, C2b).',
    next: 'The person acknowledges the notice when they sign in, or is written to after an import.',
  },
  'notice-narrower': {
    rule: 'A notice covers a report when it names every field and recipient of it; what a new one widens counts after 30 days without objection (C6).',
    next: 'The person acknowledges the newer notice, or the 30 days pass.',
  },
  restricted: {
    rule: 'While a restriction stands, the person is in no report (P5).',
    next: 'A privacy officer lifts it, and tells the person before.',
  },
  'objection-pending': {
    rule: 'Whoever objects is in no report until it is decided (P5).',
    next: 'A privacy officer decides the request.',
  },
  erased: { rule: 'Who was erased is in no report (P1).', next: 'Nothing is to be done.' },
  minor: {
    rule: 'Nobody of 16 or under is registered without the permission of a guardian (C5).',
    next: 'The data is deleted within seven days (R4).',
  },
  'false-registration': {
    rule: 'A registration that is false is deleted within seven days (R4).',
    next: 'Nothing is to be done.',
  },
  'consent-missing': {
    rule: 'A Member hears only of people who consented to it (C3).',
    next: 'Only the person can consent, under My data.',
  },
  filtered: {
    rule: 'The agreement is about people of certain countries.',
    next: 'If the country is wrong, it is corrected; else another version of the agreement would have to be approved.',
  },
  'out-of-period': {
    rule: 'The person may be in it, and nothing of theirs belongs there: no enrolment under this employment, and no exam of this period or with news since the last report.',
    next: 'Nothing is to be done.',
  },
};

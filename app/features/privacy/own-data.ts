// What the page of one's own data shows and answers, as codes.
import type { Consent } from '#app/features/people/consent.ts';
import type { Disclosure } from '#app/features/reporting/disclosures.server.ts';
import type { FieldId, SheetId } from '#reports/catalogue.ts';
import type { Cause } from './notify-recipients.server.ts';
import type { Keep } from './request-forms.ts';
import type { Decision, RequestChannel, RequestKind } from './request-kinds.ts';

export type DataField =
  'firstName' | 'lastName' | 'phone' | 'city' | 'countryCode' | 'jobRole' | 'email' | 'message' | 'company' | 'mpnId';
export type DataFault = 'needed' | 'long' | 'phone' | 'country' | 'address' | 'partner-id';

/** What became of a form. */
export type DataDone =
  | 'corrected'
  | 'unchanged'
  | 'address-asked'
  | 'language-chosen'
  | 'consent-given'
  | 'consent-withdrawn'
  | 'restricted'
  | 'lifted'
  | 'kept-by-law'
  | 'objected'
  | 'asked'
  | 'asked-more'
  | 'asked-already'
  | 'claimed';

export type Employment = {
  readonly company: string;
  readonly mpnId: string;
  readonly countryCode: string;
  readonly jobRole: string;
  readonly confirmed: boolean;
  /** 'YYYY-MM-DD', or null while it lasts. */
  readonly endedOn: string | null;
};

export type ReportedField = {
  /** A Member is given what stands on the first. */
  readonly sheet: Extract<SheetId, 'registration' | 'exams'>;
  readonly field: FieldId;
  /** One for most fields; one for each workshop or exam for the others. */
  readonly values: readonly string[];
  /** Who gets it by the agreements in force. */
  readonly recipients: readonly string[];
  readonly lastSentAt: Date | null;
};

export type OwnPerson = {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly formerEmails: readonly string[];
  readonly phone: string | null;
  readonly city: string | null;
  readonly language: string;
  readonly noticeVersion: number | null;
  readonly restrictedAt: Date | null;
  readonly objectedAt: Date | null;
};

export type ConsentEntry = {
  readonly consent: Consent;
  readonly given: boolean;
  readonly at: Date;
  readonly how: string;
};

export type OwnData = {
  readonly person: OwnPerson;
  readonly employments: readonly Employment[];
  readonly reported: readonly ReportedField[];
  readonly disclosures: readonly Disclosure[];
  /** Newest first. */
  readonly consents: readonly ConsentEntry[];
  readonly requests: readonly {
    readonly id: number;
    readonly kind: RequestKind;
    readonly message: string | null;
    readonly receivedAt: Date;
    /** 'YYYY-MM-DD'. */
    readonly dueOn: string;
    readonly channel: RequestChannel;
    readonly decision: Decision | 'joined' | null;
    readonly answer: string | null;
    readonly extensionReason: string | null;
    /** The number of an earlier one. */
    readonly followsId: number | null;
    /** What is asked of the person before it is carried out. */
    readonly identityAsked: string | null;
    readonly keeps: readonly Keep[];
  }[];
  /** What a law keeps although they asked for its erasure: while there is any, nothing is lifted or erased (R8). */
  readonly kept: readonly Keep[];
  readonly told: readonly {
    readonly id: number;
    readonly recipient: string;
    readonly cause: Cause;
    readonly fields: readonly string[];
    readonly at: Date;
    readonly sha256: string;
  }[];
};

// What the register knows of the people and things that a file names, as the plans need it.

export type KnownEmployer = {
  readonly id: number;
  readonly name: string;
  /** Where the partner ID is one of before, when this was an employer of its own: what that one was called. */
  readonly formerName: string | null;
  /** A name that came with a registration gives way to a file's. */
  readonly namedBy: 'register' | 'registration';
};

export type KnownEmployment = {
  readonly id: number;
  readonly employerId: number;
  readonly countryCode: string;
  readonly jobRole: string;
  /** What the person typed, while nobody has confirmed it: then a file says where they work. */
  readonly claim: {
    readonly employerMpnId: string;
    readonly mpnId: string | null;
    readonly company: string | null;
  } | null;
};

export type KnownEnrolment = { readonly id: number; readonly state: string; readonly percent: number };

export type KnownPerson = {
  readonly id: number;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string | null;
  readonly noticeVersion: number | null;
  /** Erased, restricted, objecting, a minor or false: nothing about them is imported (bad-D16). */
  readonly isBlocked: boolean;
  /** The open one; never a concurrent one. */
  readonly employment: KnownEmployment | null;
  readonly endedEmployerIds: readonly number[];
  /** By workshop id: the open one, or else a cancelled one. */
  readonly enrolments: ReadonlyMap<number, KnownEnrolment>;
};

export type KnownSitting = {
  readonly id: number;
  readonly month: string;
  readonly state: string;
  readonly outcome: 'passed' | 'failed' | null;
  readonly attempt: number;
};

export type Register = {
  /** 'YYYY-MM'. */
  readonly monthNow: string;
  readonly countryCodes: ReadonlySet<string>;
  readonly examCodes: ReadonlySet<string>;
  /** By MPN ID. */
  readonly employers: ReadonlyMap<string, KnownEmployer>;
  /** By name in small letters. */
  readonly workshops: ReadonlyMap<string, { readonly id: number; readonly examCode: string | null }>;
  /** By every address a person was ever known by. */
  readonly persons: ReadonlyMap<string, KnownPerson>;
  /** By person id and exam code: `${personId} ${examCode}`. */
  readonly sittings: ReadonlyMap<string, readonly KnownSitting[]>;
  readonly suppressed: ReadonlySet<string>;
};

export const sittingKey = (personId: number, examCode: string): string => `${personId} ${examCode}`;

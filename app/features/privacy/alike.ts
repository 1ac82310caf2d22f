// Two who look like one. Without zod, for browsers, too.

export type AlikePerson = {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly company: string | null;
  readonly createdAt: Date;
  readonly signsIn: boolean;
};

export type AlikePair = {
  /** Signs in, or came last. */
  readonly keep: AlikePerson;
  readonly goes: AlikePerson;
  readonly phone: boolean;
  readonly company: boolean;
  readonly country: boolean;
};

/** 'Same name, phone and company'. */
export function whyAlike({ phone, company, country }: Pick<AlikePair, 'phone' | 'company' | 'country'>): string {
  const shared = [
    'name',
    ...(phone ? ['phone'] : []),
    ...(company ? ['company'] : []),
    ...(country ? ['country'] : []),
  ];
  return `Same ${shared.slice(0, -1).join(', ')}${shared.length > 1 ? ' and ' : ''}${shared.at(-1) ?? ''}`;
}

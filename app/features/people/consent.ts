// What a person can agree to beyond the contract: each by itself, and nothing here depends on any of them (C3).

export const CONSENTS = ['member-sharing', 'marketing-email', 'marketing-phone'] as const;
export type Consent = (typeof CONSENTS)[number];

export const isConsent = (text: string): text is Consent => CONSENTS.some((known) => known === text);

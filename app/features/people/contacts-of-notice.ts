// Whom somebody can turn to about their data (P1).

export const DATA_PROTECTION_OFFICER = { name: 'LLPA', email: 'privacy@psa.example' } as const;

/** Of the country where the academy has its seat; anybody may also go to the one of their own country. */
export const SUPERVISORY_AUTHORITY = {
  name: 'Autoriteit Persoonsgegevens',
  address: 'https://autoriteitpersoonsgegevens.nl/',
} as const;
export const ALL_AUTHORITIES = 'https://www.edpb.europa.eu/about-edpb/about-edpb/members_en';

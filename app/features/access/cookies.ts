// The cookies that there are, all of them needed (C7): what each is for and how long it stays. The notice, the register and the page of where data goes say no other.

export type CookieRow = {
  readonly name: string;
  readonly purpose: 'signedIn' | 'way' | 'theme' | 'language';
  readonly lasts: 'eightHours' | 'oneYear';
};

/** By the names that they travel under; `secure` is over TLS only. */
export function listCookies(secure: boolean): CookieRow[] {
  const prefix = secure ? '__Host-' : '';
  return [
    { name: `${prefix}psa`, purpose: 'signedIn', lasts: 'eightHours' },
    { name: `${prefix}psa-way`, purpose: 'way', lasts: 'eightHours' },
    { name: `${prefix}theme`, purpose: 'theme', lasts: 'oneYear' },
    { name: `${prefix}language`, purpose: 'language', lasts: 'oneYear' },
  ];
}

// Cookies that remember for a year what a browser's reader chose, and name nobody (C7).
import { createCookie, type Cookie } from '@remix-run/node';

import { isSecure } from './actors.server.ts';

const ONE_YEAR_S = 365 * 24 * 60 * 60;

/** Gives the cookie of this name when asked for, made at first use: by then it is known whether cookies travel over TLS only. */
export function choiceCookie(name: string): () => Cookie {
  let made: Cookie | undefined;
  return () => {
    const secure = isSecure();
    made ??= createCookie(secure ? `__Host-${name}` : name, {
      path: '/',
      sameSite: 'lax',
      httpOnly: true,
      secure,
      maxAge: ONE_YEAR_S,
    });
    return made;
  };
}

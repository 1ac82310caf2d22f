// Which colours a browser asked for: a cookie that names nobody.
import { createCookie, type Cookie } from '@remix-run/node';
import { z } from 'zod';

import { isSecure } from './actors.server.ts';

const themeSchema = z.enum(['light', 'dark', 'system']);
export type Theme = z.infer<typeof themeSchema>;

const ONE_YEAR_S = 365 * 24 * 60 * 60;
let made: Cookie | undefined;

/** Made at first use, when it is known whether cookies travel over TLS only. */
function cookie(): Cookie {
  const secure = isSecure();
  const name = secure ? '__Host-theme' : 'theme';
  made ??= createCookie(name, { path: '/', sameSite: 'lax', httpOnly: true, secure, maxAge: ONE_YEAR_S });
  return made;
}

export async function readTheme(request: Request): Promise<Theme> {
  return themeSchema.catch('system').parse(await cookie().parse(request.headers.get('Cookie')));
}

/** The Set-Cookie value for a chosen theme; anything unknown means: as the device. */
export async function rememberTheme(chosen: unknown): Promise<string> {
  return cookie().serialize(themeSchema.catch('system').parse(chosen));
}

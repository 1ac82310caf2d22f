// Which colours a browser asked for: a cookie that names nobody.
import { createCookie } from '@remix-run/node';
import { z } from 'zod';

const themeSchema = z.enum(['light', 'dark', 'system']);
export type Theme = z.infer<typeof themeSchema>;

const ONE_YEAR_S = 365 * 24 * 60 * 60;
const cookie = createCookie('theme', { path: '/', sameSite: 'lax', httpOnly: true, maxAge: ONE_YEAR_S });

export async function readTheme(request: Request): Promise<Theme> {
  return themeSchema.catch('system').parse(await cookie.parse(request.headers.get('Cookie')));
}

/** The Set-Cookie value for a chosen theme; anything unknown means: as the device. */
export async function rememberTheme(chosen: unknown): Promise<string> {
  return cookie.serialize(themeSchema.catch('system').parse(chosen));
}

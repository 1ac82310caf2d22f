// Which colours a browser asked for: a cookie that names nobody.
import { z } from 'zod';

import { choiceCookie } from './choice-cookie.server.ts';

const themeSchema = z.enum(['light', 'dark', 'system']);
export type Theme = z.infer<typeof themeSchema>;

const cookie = choiceCookie('theme');

export async function readTheme(request: Request): Promise<Theme> {
  return themeSchema.catch('system').parse(await cookie().parse(request.headers.get('Cookie')));
}

/** The Set-Cookie value for a chosen theme; anything unknown means: as the device. */
export async function rememberTheme(chosen: unknown): Promise<string> {
  return cookie().serialize(themeSchema.catch('system').parse(chosen));
}

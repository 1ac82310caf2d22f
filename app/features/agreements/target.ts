// Decides which recipients the command line's TO means: microsoft, employer:MPNID, employers, member:CC, partner:SLUG.
import { partnerIdOf } from '#app/features/people/partner-id.ts';
import { refused, ok, type Result } from '#app/platform/result.ts';

/** Some recipients by slug, every employer, or everybody with an agreement. */
export type Target =
  | { readonly kind: 'slugs'; readonly slugs: readonly string[] }
  | { readonly kind: 'employers' }
  | { readonly kind: 'all' };

const ONE = /^(employer|member|partner):([0-9A-Za-z][0-9A-Za-z-]*)$/;

/** Reads TO. The reason says what it may be. */
export function readTarget(text: string): Result<Target, string> {
  if (text === 'microsoft') return ok({ kind: 'slugs', slugs: ['microsoft'] });
  if (text === 'employers') return ok({ kind: 'employers' });
  const [, kind, name] = ONE.exec(text) ?? [];
  if (kind === undefined || name === undefined) {
    return refused(`'${text}' is no recipient: say microsoft, employers, employer:MPNID, member:CC or partner:SLUG`);
  }
  return ok({ kind: 'slugs', slugs: [`${kind}-${kind === 'employer' ? partnerIdOf(name) : name}`] });
}

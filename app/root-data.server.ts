// What every page's surroundings need to know of whoever looks and of the site.
import { findSignIn, seatName } from '#app/features/access/actors.server.ts';
import { listPages } from '#app/features/access/navigation.ts';
import { pageLanguage } from '#app/features/access/page-language.server.ts';
import { describeRoles, isPermitted } from '#app/features/access/permissions.ts';
import { readTheme } from '#app/features/access/theme.server.ts';
import { theAcademy } from '#app/features/language/academy.ts';
import { brandColours, keepBrand, siteLogo } from '#app/features/settings/brand.server.ts';

export type RootData = Awaited<ReturnType<typeof loadRootData>>;

/** Gives what the surroundings of a page show to whoever sent the request: names, colours, language, and for somebody who is signed in their pages. */
export async function loadRootData(request: Request) {
  const [signIn, theme, language] = await Promise.all([
    findSignIn(request),
    readTheme(request),
    pageLanguage(request),
    keepBrand(),
  ]);
  const actor = signIn?.actor ?? null;
  return {
    academy: theAcademy(),
    colours: brandColours()?.version ?? null,
    logo: siteLogo(),
    theme,
    language,
    signedIn: actor && {
      seat: seatName(actor),
      // A learner's is a word of the language.
      who: { name: actor.name, role: actor.kind === 'person' ? null : describeRoles(actor) },
      pages: listPages(actor),
      maySearch: isPermitted(actor, 'search:use'),
    },
  };
}

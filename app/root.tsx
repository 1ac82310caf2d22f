import {
  data,
  type HeadersFunction,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  isRouteErrorResponse,
  useLocation,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react';
import { useEffect, useState, type ReactNode } from 'react';

import { rememberLanguage } from '#app/features/access/page-language.server.ts';
import { nameAcademy, tellAcademy, theAcademy } from '#app/features/language/academy.ts';
import { LANGUAGE_NAMES } from '#app/features/language/language.ts';
import { areProvided, messagesIn, type Messages } from '#app/features/language/messages.ts';
import { LanguageProvider, titled, useLanguage, useMessages } from '#app/features/language/use-language.tsx';
import { SearchBox } from '#app/features/search/search-box.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { ErrorPage } from '#app/ui/error-page.tsx';
import icon from '#app/ui/icon.svg?url';
import stylesheet from '#app/ui/portal.css?url';
import { LogoContext } from '#app/ui/logo-context.ts';
import { useRequestContext } from '#app/ui/request-context.ts';
import { PublicShell } from '#app/ui/public-shell.tsx';
import { ShellWordsContext } from '#app/ui/shell-words.ts';
import { Shell } from '#app/ui/shell.tsx';
import { useChosenTheme } from '#app/ui/theme-switch.tsx';
import type { Language } from '#reports/catalogue.ts';
import { loadRootData } from './root-data.server.ts';
import { tellRootData } from './root-data.ts';

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'icon', href: icon, type: 'image/svg+xml' },
];

type ShellMessages = Messages['shell'];

/** What is said of an answer that is no page, by status; any other is a fault of ours. */
const FAILURES: Readonly<Record<number, { title: keyof ShellMessages; text: keyof ShellMessages }>> = {
  404: { title: 'lost', text: 'lostText' },
  // What passes by itself: a limit that was reached, or somebody else's server that does not answer.
  429: { title: 'tooOften', text: 'tooOftenText' },
  503: { title: 'notNow', text: 'notNowText' },
};

const failureOf = (error: unknown) => (isRouteErrorResponse(error) ? FAILURES[error.status] : undefined);

export const meta: MetaFunction = (args) => {
  if (!args.error) return [{ title: theAcademy().name }];
  return titled(({ shell }) => shell[failureOf(args.error)?.title ?? 'failed'])(args);
};

export async function loader({ request }: LoaderFunctionArgs) {
  const [loaded, chosen] = await Promise.all([loadRootData(request), rememberLanguage(request)]);
  return data(loaded, chosen === null ? {} : { headers: { 'Set-Cookie': chosen } });
}

/** The language that the page was made in. It stays until the page is loaded anew, which happens as soon as another one is wanted. */
function usePageLanguage(): Language {
  const wanted = useRouteLoaderData<typeof loader>('root')?.language ?? 'en';
  const isHere = areProvided(wanted);
  useEffect(() => {
    if (!isHere) window.location.reload();
  }, [isHere]);
  const [first] = useState(wanted);
  return isHere ? wanted : first;
}

export function Layout({ children }: { children: ReactNode }) {
  const loaded = useRouteLoaderData<typeof loader>('root');
  // Before anything is said: another page may bring other names.
  if (loaded) nameAcademy(loaded.academy);
  const theme = useChosenTheme(loaded?.theme ?? 'system');
  // Browsers hide a nonce from scripts, so that React would find another one than it rendered.
  const { nonce } = useRequestContext();
  const scripts = { nonce, suppressHydrationWarning: true };
  return (
    <html
      lang={usePageLanguage()}
      data-theme={theme}
      data-academy={tellAcademy()}
      data-root={useRouteError() === undefined ? undefined : tellRootData(loaded)}
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <Links />
        {loaded?.colours ? <link rel="stylesheet" href={`/brand.css?v=${loaded.colours}`} /> : null}
      </head>
      <body>
        {children}
        <ScrollRestoration {...scripts} />
        <Scripts {...scripts} />
      </body>
    </html>
  );
}

/** What learners' pages are called, by address; the names of staff's pages are English. */
const learnersPages = (shell: ShellMessages): Readonly<Record<string, string>> => ({
  '/me': shell.learning,
  '/me/exams': shell.exams,
  '/me/data': shell.data,
  '/me/support': shell.help,
});

/** The right surroundings for whoever looks, on pages and on errors alike, in their language. */
function Frame({ children }: { children: ReactNode }) {
  const language = usePageLanguage();
  const { shell } = messagesIn(language);
  const loaded = useRouteLoaderData<typeof loader>('root');
  const theme = useChosenTheme(loaded?.theme ?? 'system');
  return (
    <LanguageProvider language={language}>
      <ShellWordsContext.Provider value={{ ...shell, brand: theAcademy().shortName }}>
        <LogoContext.Provider value={loaded?.logo ? { ...loaded.logo, theme } : null}>
          <Surroundings>{children}</Surroundings>
        </LogoContext.Provider>
      </ShellWordsContext.Provider>
    </LanguageProvider>
  );
}

function Surroundings({ children }: { children: ReactNode }) {
  const loaded = useRouteLoaderData<typeof loader>('root');
  const { shell } = useMessages();
  const language = useLanguage();
  const { pathname } = useLocation();
  const theme = loaded?.theme ?? 'system';
  const isOnTheWay = /^\/(sign-in|invitation)(\/|$)/.test(pathname);
  if (loaded?.signedIn) {
    const names = learnersPages(shell);
    const { who, pages, maySearch } = loaded.signedIn;
    return (
      <Shell
        entries={pages.map((page) => ({ ...page, label: names[page.to] ?? page.label }))}
        who={who.role === null ? { ...who, role: shell.learner } : { ...who, role: who.role }}
        theme={theme}
        search={maySearch ? <SearchBox /> : null}
      >
        {children}
      </Shell>
    );
  }
  return (
    <PublicShell
      theme={theme}
      language={language}
      languages={LANGUAGE_NAMES}
      action={isOnTheWay ? null : <ButtonLink to="/sign-in">{shell.signIn}</ButtonLink>}
    >
      {children}
    </PublicShell>
  );
}

export default function Root() {
  return (
    <Frame>
      <Outlet />
    </Frame>
  );
}

/** A refusal says when to come back, whichever route it comes from. */
export const headers: HeadersFunction = ({ errorHeaders }): Record<string, string> => {
  const retryAfter = errorHeaders?.get('Retry-After');
  return typeof retryAfter === 'string' ? { 'Retry-After': retryAfter } : {};
};

export function ErrorBoundary() {
  const error = useRouteError();
  const { reference } = useRequestContext();
  const { pathname } = useLocation();
  return (
    <Frame>
      <Failure error={error} reference={reference} again={pathname} />
    </Frame>
  );
}

function Failure({ error, reference, again }: { error: unknown; reference: string | null; again: string }) {
  const { shell } = useMessages();
  const failure = failureOf(error);
  if (failure === FAILURES[404]) {
    return (
      <ErrorPage code="404" title={shell.lost}>
        <p>{shell.lostText}</p>
      </ErrorPage>
    );
  }
  const code = isRouteErrorResponse(error) && failure !== undefined ? String(error.status) : '500';
  return (
    <ErrorPage code={code} title={shell[failure?.title ?? 'failed']} reference={reference} again={again}>
      <p>{shell[failure?.text ?? 'failedText']}</p>
      {failure === undefined ? <p>{shell.failedAgain}</p> : null}
    </ErrorPage>
  );
}

import type { HeadersFunction, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
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
import type { ReactNode } from 'react';

import { findActor, seatName } from '#app/features/access/actors.server.ts';
import { listPages } from '#app/features/access/navigation.ts';
import { describeRoles } from '#app/features/access/permissions.ts';
import { readTheme } from '#app/features/access/theme.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { ErrorPage } from '#app/ui/error-page.tsx';
import icon from '#app/ui/icon.svg?url';
import stylesheet from '#app/ui/portal.css?url';
import { useRequestContext } from '#app/ui/request-context.ts';
import { PublicShell } from '#app/ui/public-shell.tsx';
import { Shell } from '#app/ui/shell.tsx';
import { useChosenTheme } from '#app/ui/theme-switch.tsx';

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'icon', href: icon, type: 'image/svg+xml' },
];

const TITLES: Readonly<Record<number, string>> = {
  404: 'Not found',
  429: 'Too often',
  503: 'Not available',
};

export const meta: MetaFunction = ({ error }) => {
  if (!error) return [{ title: 'Partner Skills Academy' }];
  return [
    {
      title: `${TITLES[isRouteErrorResponse(error) ? error.status : 500] ?? 'Something went wrong'} · Partner Skills`,
    },
  ];
};

export async function loader({ request }: LoaderFunctionArgs) {
  const [actor, theme] = await Promise.all([findActor(request), readTheme(request)]);
  return {
    theme,
    signedIn: actor && {
      seat: seatName(actor),
      who: { name: actor.name, role: describeRoles(actor) },
      pages: listPages(actor),
    },
  };
}

export function Layout({ children }: { children: ReactNode }) {
  const loaded = useRouteLoaderData<typeof loader>('root');
  const theme = useChosenTheme(loaded?.theme ?? 'system');
  // Browsers hide a nonce from scripts, so that React would find another one than it rendered.
  const scripts = { nonce: useRequestContext().nonce, suppressHydrationWarning: true };
  return (
    <html lang="en" data-theme={theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration {...scripts} />
        <Scripts {...scripts} />
      </body>
    </html>
  );
}

/** The right surroundings for whoever looks, on pages and on errors alike. */
function Frame({ children }: { children: ReactNode }) {
  const loaded = useRouteLoaderData<typeof loader>('root');
  const { pathname } = useLocation();
  const theme = loaded?.theme ?? 'system';
  const isOnTheWay = /^\/(sign-in|invitation)(\/|$)/.test(pathname);
  if (loaded?.signedIn) {
    return (
      <Shell entries={loaded.signedIn.pages} who={loaded.signedIn.who} theme={theme}>
        {children}
      </Shell>
    );
  }
  return (
    <PublicShell theme={theme} action={isOnTheWay ? null : <ButtonLink to="/sign-in">Sign in</ButtonLink>}>
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

/** What passes by itself: a limit that was reached, or somebody else's server that does not answer. */
const WAIT: Readonly<Record<number, { title: string; text: string }>> = {
  429: {
    title: 'That was too often',
    text: 'This can be done so many times in a while only, to keep everybody safe. Nothing was changed. Please try again in some minutes.',
  },
  503: {
    title: 'This does not work just now',
    text: 'A server that it needs does not answer. Nothing was changed, and whoever is signed in stays so. Please try again in a few minutes.',
  },
};

/** A refusal says when to come back, whichever route it comes from. */
export const headers: HeadersFunction = ({ errorHeaders }): Record<string, string> => {
  const retryAfter = errorHeaders?.get('Retry-After');
  return typeof retryAfter === 'string' ? { 'Retry-After': retryAfter } : {};
};

export function ErrorBoundary() {
  const error = useRouteError();
  const { reference } = useRequestContext();
  const { pathname } = useLocation();
  if (isRouteErrorResponse(error) && error.status === 404) {
    return (
      <Frame>
        <ErrorPage code="404" title="There is nothing here">
          <p>The address may be mistyped, or what it led to may be gone. Nothing was changed.</p>
        </ErrorPage>
      </Frame>
    );
  }
  const words = isRouteErrorResponse(error) ? WAIT[error.status] : undefined;
  if (isRouteErrorResponse(error) && words !== undefined) {
    return (
      <Frame>
        <ErrorPage code={String(error.status)} title={words.title} reference={reference} again={pathname}>
          <p>{words.text}</p>
        </ErrorPage>
      </Frame>
    );
  }
  return (
    <Frame>
      <ErrorPage code="500" title="Something went wrong on our side" reference={reference} again={pathname}>
        <p>What you entered may not have been saved. Please try again in a moment.</p>
        <p>If it happens again, tell us this reference: it leads us to the cause, and says nothing about you.</p>
      </ErrorPage>
    </Frame>
  );
}

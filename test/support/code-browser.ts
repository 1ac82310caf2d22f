// A browser without pages that asks for codes by mail, where a test calls what signs in by itself.
import { sendCode } from '#app/features/access/codes.server.ts';
import { finishAfterAnswers } from '#app/platform/after-answer.server.ts';
import { codeIn, type MailServer } from './mail-server.ts';

export type CodeBrowser = {
  readonly cookies: Map<string, string>;
  /** Carries from now on what a Set-Cookie header says. */
  take(setCookie: string): void;
  request(path?: string): Request;
};

export function makeBrowser(): CodeBrowser {
  const cookies = new Map<string, string>();
  return {
    cookies,
    take(setCookie) {
      const [name = '', value = ''] = setCookie.split(';')[0]?.split('=') ?? [];
      cookies.set(name, value);
    },
    request(path = '/sign-in') {
      const carried = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      return new Request(`http://localhost${path}`, { headers: { Cookie: carried } });
    },
  };
}

/** Asks for a code, and waits until its mail has gone, where one goes. */
export async function askForCode(browser: CodeBrowser, email: string, returnTo = '/'): Promise<void> {
  browser.take((await sendCode(browser.request(), { whom: { email }, returnTo })).cookie);
  await finishAfterAnswers();
}

/** Asks for a code and reads it from its mail. */
export async function readCode(mails: MailServer, browser: CodeBrowser, email: string): Promise<string> {
  await askForCode(browser, email);
  return codeIn(await mails.take(email));
}

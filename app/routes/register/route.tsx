import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { useEffect, useRef, useState, type FormEvent } from 'react';

import { findActor } from '#app/features/access/actors.server.ts';
import { homeOf } from '#app/features/access/navigation.ts';
import { pageLanguage } from '#app/features/access/page-language.server.ts';
import { limitNetwork } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { elsewhere, notFound } from '#app/features/access/require.server.ts';
import { titled, useMessages } from '#app/features/language/use-language.tsx';
import { listSeen } from '#app/features/people/notice.ts';
import { currentNotice, listCountries, listScopes } from '#app/features/people/notices.server.ts';
import { REGISTRATION_FIELDS, reportedAs } from '#app/features/people/registration.ts';
import { readRegistration } from '#app/features/people/registration-form.ts';
import { askToRegister, canRegister } from '#app/features/people/registrations.server.ts';
import { memberNames } from '#app/features/settings/brand.server.ts';
import { Button } from '#app/ui/button.tsx';
import { formatsIn } from '#app/ui/format.ts';
import { Icon } from '#app/ui/icon.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';
import { FaultSummary } from './fault-summary.tsx';
import { Group, WhereYouWork, WhoYouAre, YourChoices } from './registration-groups.tsx';
import { WhoSees, type TypedValues } from './who-sees.tsx';

export const meta = titled(({ register }) => register.title);

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await findActor(request);
  if (actor) throw elsewhere(homeOf(actor));
  const language = await pageLanguage(request);
  const notice = canRegister() ? await currentNotice(language) : null;
  if (notice === null) return null;
  return {
    language,
    submission: randomUUID(),
    notice: { version: notice.version, language: notice.language },
    countries: formatsIn(language).nameCountries(await listCountries()),
    members: Object.entries(memberNames()).map(([code, member]) => ({
      country: formatsIn(language).formatCountry(code),
      member,
    })),
    seen: listSeen(await listScopes(notice.version), language),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  await limitNetwork('register:network');
  if (!canRegister()) throw notFound();
  const sent = readRegistration(await readForm(request), new Set(await listCountries()));
  if (sent === null) throw new Response('Bad request', { status: 400, statusText: 'Bad Request' });
  if (!sent.ok) return data({ faults: sent.faults, typed: sent.typed }, { status: 400 });
  const { version, language } = sent.value.notice;
  const current = await currentNotice(language);
  // What was read must be what is in force, in a language that there is.
  if (current?.version !== version || current.language !== language)
    return data(
      { faults: { acknowledged: 'notice-changed' } as const, typed: { ...sent.typed, acknowledged: undefined } },
      { status: 400 },
    );
  await askToRegister(sent.value);
  return redirect('/register/sent');
}

/** What stands in the form, by the names that reports have for it. */
function typedIn(form: HTMLFormElement, countries: readonly { code: string; name: string }[]): TypedValues {
  const fields = new FormData(form);
  const values = new Map<string, string>();
  for (const name of REGISTRATION_FIELDS) {
    const reported = reportedAs(name);
    if (reported === null) continue;
    const typed = fields.get(name);
    const text = typeof typed === 'string' ? typed.trim() : '';
    values.set(reported, name === 'country' ? (countries.find(({ code }) => code === text)?.name ?? '') : text);
  }
  return Object.fromEntries(values);
}

export default function Register() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [typed, setTyped] = useState<TypedValues>({});
  const form = useRef<HTMLFormElement>(null);
  const busy = useNavigation().state !== 'idle';
  const { register: words, signIn } = useMessages();
  // A browser may have filled fields in before the page came alive.
  useEffect(() => {
    if (form.current !== null && loaded !== null) setTyped(typedIn(form.current, loaded.countries));
  }, [loaded]);
  if (loaded === null) {
    return (
      <Notice tone="warn" title={words.notYet}>
        {words.notYetText}
      </Notice>
    );
  }
  const { countries, notice, seen } = loaded;
  const around = { typed: answer?.typed ?? { language: loaded.language }, faults: answer?.faults ?? {} };
  const look = (event: FormEvent<HTMLFormElement>): void => setTyped(typedIn(event.currentTarget, countries));
  return (
    <div className="mx-auto max-w-[800px]">
      <PageHeading
        title={words.title}
        lead={
          <>
            <p>{words.lead}</p>
            <p className="mt-1">
              {signIn.knownHere}{' '}
              <Link to="/sign-in" className="font-medium text-accent underline underline-offset-2">
                {signIn.title}
              </Link>
            </p>
          </>
        }
      />
      <Form ref={form} method="post" noValidate onInput={look} className="grid gap-6">
        {answer ? <FaultSummary faults={answer.faults} /> : null}
        <input type="hidden" name="submission" value={answer?.typed.submission ?? loaded.submission} />
        <input type="hidden" name="notice" value={`${notice.version}:${notice.language}`} />
        <WhoYouAre {...around} />
        <WhereYouWork {...around} countries={countries} />
        <Group title={words.reported}>
          <WhoSees seen={seen} typed={typed} />
          {[words.unconfirmed, words.teams].map((text) => (
            <p key={text} className="flex gap-3">
              <Icon name="info" className="text-info" />
              {text}
            </p>
          ))}
        </Group>
        <YourChoices
          key={notice.version}
          {...around}
          version={notice.version}
          members={loaded.members}
          country={typed['country'] ?? ''}
        />
        <div>
          <Button look="primary" disabled={busy}>
            {words.submit}
          </Button>
        </div>
      </Form>
    </div>
  );
}

import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';

import { limitNetwork } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { titled, useFormats, useMessages } from '#app/features/language/use-language.tsx';
import { CONSENTS, type Consent } from '#app/features/people/consent.ts';
import { confirmRegistration } from '#app/features/people/confirm-registration.server.ts';
import { findRegistration } from '#app/features/people/registrations.server.ts';
import { privacyContacts } from '#app/features/settings/brand.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { formatsIn } from '#app/ui/format.ts';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta = titled(({ register }) => register.confirm.title);

/** Changes nothing: mail scanners open links, too. Whoever reads the mailbox sees what was typed under its address before saying yes to it. */
export async function loader({ params }: LoaderFunctionArgs) {
  await limitNetwork('link:network');
  const waiting = await findRegistration(params['token']);
  if (waiting === null) return data({ kind: 'gone' as const }, { status: 410 });
  if (waiting.awaited?.isProved === true) {
    const { askedAt } = waiting.awaited;
    return data({
      kind: askedAt === null ? ('guardian-unsent' as const) : ('guardian-asked' as const),
      at: askedAt,
    });
  }
  const { firstName, lastName, phone, company, mpnId, jobRole, country, city, consents } = waiting;
  return data({
    kind: waiting.awaited === null ? ('open' as const) : ('open-with-guardian' as const),
    given: {
      firstName,
      lastName,
      phone,
      company,
      mpnId,
      jobRole,
      country: formatsIn(waiting.language).formatCountry(country),
      city: city ?? '',
    },
    consents: CONSENTS.filter((consent) => consents.includes(consent)),
  });
}

const STATUS = {
  'guardian-asked': 200,
  'guardian-unsent': 503,
  'guardian-limit': 429,
  'guardian-needed': 409,
  known: 410,
  suppressed: 410,
  gone: 410,
} as const;

export async function action({ request, params }: ActionFunctionArgs) {
  await limitNetwork('link:network');
  const again = (await readForm(request)).get('again');
  if (again !== null && again !== 'yes') throw new Response('Bad request', { status: 400, statusText: 'Bad Request' });
  const confirmed = await confirmRegistration(request, params['token'] ?? '', again === 'yes');
  if (confirmed.kind === 'signed-in') return redirect('/me', { headers: { 'Set-Cookie': confirmed.cookie } });
  const contact = confirmed.kind === 'suppressed' ? privacyContacts().officer.email : '';
  return data({ ...confirmed, contact }, { status: STATUS[confirmed.kind] });
}

export default function Confirm() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state !== 'idle';
  const { register: words } = useMessages();
  const now = answer ?? loaded;
  const { kind } = now;
  if (kind === 'gone' || kind === 'known') return <Over isKnown={kind === 'known'} />;
  if (kind === 'suppressed') return <Erased contact={'contact' in now ? now.contact : ''} />;
  if (kind === 'guardian-needed') return <Needed />;
  if (kind === 'guardian-asked' || kind === 'guardian-unsent' || kind === 'guardian-limit')
    return <Awaited kind={kind} at={'at' in now ? now.at : null} />;
  return (
    <div className="mx-auto max-w-[560px]">
      <PageHeading title={words.confirm.title} lead={words.confirm.lead} />
      <div className="grid gap-4">
        {'given' in loaded ? <Given given={loaded.given} consents={loaded.consents} /> : null}
        <Notice tone="info" title={kind === 'open' ? words.unconfirmed : words.confirm.guardianNext} />
        <Form method="post">
          <Button look="primary" disabled={busy}>
            {words.confirm.button}
          </Button>
        </Form>
      </div>
    </div>
  );
}

type AwaitedKind = 'guardian-asked' | 'guardian-unsent' | 'guardian-limit';

/** Whether the parent or guardian was written to, and a way to ask again. */
function Awaited({ kind, at }: { kind: AwaitedKind; at: Date | null }) {
  const { confirm: words } = useMessages().register;
  const { formatDayTime } = useFormats();
  const busy = useNavigation().state !== 'idle';
  const isAsked = kind === 'guardian-asked';
  return (
    <div className="mx-auto max-w-[560px]">
      <PageHeading title={at === null ? words.unsentTitle : words.waitsTitle} />
      <div className="grid gap-4">
        <p className="text-lg">
          {{ 'guardian-asked': words.waits, 'guardian-unsent': words.unsent, 'guardian-limit': words.limit }[kind]}
        </p>
        {at === null ? null : <p className="text-ink-soft">{words.asked(formatDayTime(at))}</p>}
        <Form method="post">
          <Button name="again" value="yes" look={isAsked ? 'secondary' : 'primary'} disabled={busy}>
            {words.again}
          </Button>
        </Form>
      </div>
    </div>
  );
}

/** Only whoever reads the mailbox learns that its address was erased. */
function Erased({ contact }: { contact: string }) {
  const { confirm: words } = useMessages().register;
  return (
    <div className="mx-auto max-w-[560px]">
      <PageHeading title={words.erasedTitle} />
      <div className="grid gap-4">
        <p className="text-lg">{words.erased}</p>
        <p>
          <a className="text-accent underline" href={`mailto:${contact}`}>
            {contact}
          </a>
        </p>
      </div>
    </div>
  );
}

/** A guardian of this address did not agree. */
function Needed() {
  const { register: words } = useMessages();
  return (
    <div className="mx-auto max-w-[560px]">
      <PageHeading title={words.confirm.neededTitle} />
      <div className="grid gap-4">
        <p className="text-lg">{words.confirm.needed}</p>
        <div>
          <ButtonLink to="/register" look="primary">
            {words.title}
          </ButtonLink>
        </div>
      </div>
    </div>
  );
}

type GivenField = 'firstName' | 'lastName' | 'phone' | 'company' | 'mpnId' | 'jobRole' | 'country' | 'city';

const GIVEN_FIELDS: readonly GivenField[] = [
  'firstName',
  'lastName',
  'phone',
  'company',
  'mpnId',
  'jobRole',
  'country',
  'city',
];

function Given({ given, consents }: { given: Record<GivenField, string>; consents: readonly Consent[] }) {
  const { register: words } = useMessages();
  return (
    <Card>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5">
        {GIVEN_FIELDS.filter((field) => given[field] !== '').map((field) => (
          <div key={field} className="contents">
            <dt className="text-ink-soft">{words.fields[field].label}</dt>
            <dd className="break-words">{given[field]}</dd>
          </div>
        ))}
      </dl>
      {consents.length === 0 ? null : (
        <ul className="mt-3 grid list-disc gap-1 border-t border-line pt-3 pl-5">
          {consents.map((consent) => (
            <li key={consent}>{words.consents[consent].label}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Over({ isKnown }: { isKnown: boolean }) {
  const { register: words, shell } = useMessages();
  return (
    <div className="mx-auto max-w-[560px]">
      <PageHeading title={isKnown ? words.confirm.knownTitle : words.confirm.goneTitle} />
      <div className="grid gap-4">
        <p className="text-lg">{isKnown ? words.confirm.known : words.confirm.gone}</p>
        {isKnown ? null : <p className="text-ink-soft">{words.confirm.goneNext}</p>}
        <div className="flex flex-wrap gap-2">
          <ButtonLink to="/sign-in" look="primary">
            {shell.signIn}
          </ButtonLink>
          {isKnown ? null : <ButtonLink to="/register">{words.title}</ButtonLink>}
        </div>
      </div>
    </div>
  );
}

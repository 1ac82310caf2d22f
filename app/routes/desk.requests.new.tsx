import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { KeptForm } from '#app/features/access/kept-form.tsx';
import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { requireActor } from '#app/features/access/require.server.ts';
import { LANGUAGE_NAMES } from '#app/features/language/language.ts';

import { enterRequest, ENTRY_REFUSALS } from '#app/features/privacy/enter-request.server.ts';
import { readEntered, typedIn } from '#app/features/privacy/request-forms.ts';
import { ENTERED_CHANNELS, LONGEST_MESSAGE, REQUEST_KINDS } from '#app/features/privacy/request-kinds.ts';
import { CHANNEL_WORDS, KIND_WORDS } from '#app/features/privacy/request-words.ts';
import { findRequest } from '#app/features/privacy/show-request.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { SelectField, TextArea, TextField } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';
import { LANGUAGES } from '#reports/catalogue.ts';
import { wallClock } from '#reports/period.ts';

export const meta: MetaFunction = () => [{ title: titleOf('Enter a request') }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'request:enter');
  const asked = new URL(request.url).searchParams.get('follows') ?? '';
  const before = /^[1-9]\d{0,8}$/.test(asked) ? await findRequest(actor, Number(asked)) : null;
  const { date, time } = wallClock(await databaseNow(), 'Europe/Amsterdam');
  return {
    today: date,
    time,
    follows: before === null ? null : { id: before.id, kind: before.kind, email: before.email ?? '' },
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'request:enter');
  await limitActor('search:actor', actor);
  const form = await readForm(request);
  const typed = typedIn(form);
  const read = readEntered(form);
  if (!read.ok) return data({ typed, faults: read.reason, message: null, openId: null }, { status: 400 });
  const entered = await enterRequest(actor, read.value);
  if (entered.ok) return redirect(`/desk/requests/${entered.value}`);
  const { why, openId } = entered.reason;
  const words = ENTRY_REFUSALS[why];
  const faults =
    why === 'unknown-address'
      ? { email: words }
      : why === 'in-the-future' || why === 'long-ago'
        ? { receivedOn: words }
        : {};
  return data({ typed, faults, message: Object.keys(faults).length === 0 ? words : null, openId }, { status: 409 });
}

export default function EnterRequest() {
  const { today, time, follows } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state === 'submitting';
  const typed = answer?.typed;
  const faults: Partial<Record<string, string>> = answer?.faults ?? {};
  const first = Object.values(faults)[0];
  return (
    <div className="max-w-[720px]">
      <PageHeading
        crumbs={[{ to: '/desk/requests', label: 'Requests' }]}
        title="Enter a request"
        lead="The clock runs from the day on which it came, not from today. Whoever is known here is told by mail that it was received."
      />
      {follows === null ? null : (
        <Notice tone="info" title={`It follows request ${follows.id}`} className="mb-4">
          What is decided stays decided. Whoever asks again gets a request of their own, with a clock of its own.
        </Notice>
      )}
      {answer?.message ? (
        <Notice live tone="danger" title={answer.message} className="mb-4">
          {answer.openId === null ? null : (
            <Link to={`/desk/requests/${answer.openId}`} className="text-accent underline">
              Open request {answer.openId}
            </Link>
          )}
        </Notice>
      ) : first === undefined ? null : (
        <Notice live tone="danger" title="Nothing was entered yet" className="mb-4">
          {first}
        </Notice>
      )}
      <KeptForm method="post" className="grid gap-4">
        {follows === null ? null : <input type="hidden" name="follows" value={follows.id} />}
        <Card title="What, and how it came">
          <div className="grid gap-4 sm:grid-cols-2">
            <SelectField label="Right" name="kind" defaultValue={typed?.['kind'] ?? follows?.kind ?? 'access'}>
              {REQUEST_KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {KIND_WORDS[kind]}
                </option>
              ))}
            </SelectField>
            <SelectField label="It came" name="channel" defaultValue={typed?.['channel'] ?? 'mail'}>
              {ENTERED_CHANNELS.map((channel) => (
                <option key={channel} value={channel}>
                  {CHANNEL_WORDS[channel]}
                </option>
              ))}
            </SelectField>
            <TextField
              label="On"
              name="receivedOn"
              type="date"
              required
              max={today}
              defaultValue={typed?.['receivedOn'] ?? today}
              error={faults['receivedOn']}
            />
            <TextField
              label="At"
              hint="On the clock of the association"
              name="receivedAt"
              type="time"
              required
              defaultValue={typed?.['receivedAt'] ?? time}
              error={faults['receivedAt']}
            />
          </div>
          <TextArea
            className="mt-4"
            label="What was said (optional)"
            hint="The person can read it."
            name="message"
            rows={4}
            maxLength={LONGEST_MESSAGE}
            defaultValue={typed?.['message'] ?? ''}
            error={faults['message']}
          />
        </Card>
        <Card title="Somebody who is known here">
          <TextField
            label="Any address of theirs"
            name="email"
            type="text"
            inputMode="email"
            autoComplete="off"
            spellCheck={false}
            defaultValue={typed?.['email'] ?? follows?.email ?? ''}
            error={faults['email']}
          />
        </Card>
        <Card title="Or somebody who is not">
          <p className="mb-3 text-ink-soft">
            As they said it. It is kept to answer them, and goes when the request is closed.
          </p>
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField
              label="Name"
              name="name"
              autoComplete="off"
              maxLength={200}
              defaultValue={typed?.['name'] ?? ''}
              error={faults['name']}
            />
            <TextField
              label="Where an answer reaches them"
              name="contact"
              autoComplete="off"
              maxLength={400}
              defaultValue={typed?.['contact'] ?? ''}
              error={faults['contact']}
            />
            <SelectField label="Language of letters" name="language" defaultValue={typed?.['language'] ?? 'en'}>
              {LANGUAGES.map((language) => (
                <option key={language} value={language}>
                  {LANGUAGE_NAMES[language]}
                </option>
              ))}
            </SelectField>
          </div>
        </Card>
        <div className="flex flex-wrap gap-2">
          <Button look="primary" disabled={busy}>
            Enter the request
          </Button>
          <ButtonLink to="/desk/requests" look="quiet">
            Not now
          </ButtonLink>
        </div>
      </KeptForm>
    </div>
  );
}

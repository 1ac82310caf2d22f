import type { LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData, useNavigation } from '@remix-run/react';

import { found, requireActor } from '#app/features/access/require.server.ts';
import { titled, useMessages } from '#app/features/language/use-language.tsx';
import { findOwnData } from '#app/features/privacy/own-data.server.ts';
import { OwnKeeps } from '#app/features/privacy/own-keeps.tsx';
import { privacyContacts } from '#app/features/settings/brand.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { TextField } from '#app/ui/field.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta = titled((words) => words.privacy.erase.title);

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'data:read');
  const { person, kept } = found(await findOwnData(actor));
  return {
    email: person.email,
    kept,
    officer: privacyContacts().officer,
    // Said by the page that erases: what was typed stands in no address.
    isMismatch: new URL(request.url).searchParams.has('mismatch'),
  };
}

export default function Erase() {
  const { email, kept, officer, isMismatch } = useLoaderData<typeof loader>();
  const words = useMessages().privacy.erase;
  const busy = useNavigation().state !== 'idle';
  if (kept.length > 0)
    return (
      <div className="max-w-[720px]">
        <PageHeading title={words.title} />
        <Card>
          <OwnKeeps kept={kept} officer={officer} />
          <p className="mt-4">
            <ButtonLink to="/me/data">{words.back}</ButtonLink>
          </p>
        </Card>
      </div>
    );
  return (
    <div className="max-w-[720px]">
      <PageHeading title={words.title} lead={words.lead} />
      <Card>
        <ul className="grid list-disc gap-2 pl-5">
          {words.points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
        <Form
          method="post"
          action="/me/data/erased"
          reloadDocument
          className="mt-5 grid gap-4 border-t border-line pt-5"
        >
          <TextField
            label={words.typeLabel(email)}
            name="email"
            type="text"
            inputMode="email"
            autoComplete="off"
            spellCheck={false}
            required
            error={isMismatch ? words.mismatch : undefined}
          />
          <div className="flex flex-wrap gap-2">
            <Button look="danger" disabled={busy}>
              {words.button}
            </Button>
            <ButtonLink to="/me/data">{words.back}</ButtonLink>
          </div>
        </Form>
      </Card>
    </div>
  );
}

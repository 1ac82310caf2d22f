import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';

import { signOut } from '#app/features/access/sign-ins.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { found, requireActor } from '#app/features/access/require.server.ts';
import { titled, useMessages } from '#app/features/language/use-language.tsx';
import { normaliseEmail } from '#app/features/people/person.ts';
import { erasePerson } from '#app/features/privacy/erase-person.server.ts';
import { findOwnData } from '#app/features/privacy/own-data.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { TextField } from '#app/ui/field.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta = titled((words) => words.privacy.erase.title);

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'data:read');
  return { email: found(await findOwnData(actor)).person.email };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'data:erase');
  const typed = (await readForm(request)).get('email');
  const email = (await findOwnData(actor))?.person.email;
  if (typeof typed !== 'string' || normaliseEmail(typed.normalize('NFC')) !== email)
    return data({ mismatch: true }, { status: 400 });
  await erasePerson(actor, actor.personId);
  // Every sign-in went with the person; the cookie goes here.
  const { cookie } = await signOut(request);
  return redirect('/me/data/erased', { headers: { 'Set-Cookie': cookie } });
}

export default function Erase() {
  const { email } = useLoaderData<typeof loader>();
  const posted = useActionData<typeof action>();
  const words = useMessages().privacy.erase;
  const busy = useNavigation().state !== 'idle';
  return (
    <div className="max-w-[720px]">
      <PageHeading title={words.title} lead={words.lead} />
      <Card>
        <ul className="grid list-disc gap-2 pl-5">
          {words.points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
        <Form method="post" reloadDocument className="mt-5 grid gap-4 border-t border-line pt-5">
          <TextField
            label={words.typeLabel(email)}
            name="email"
            type="text"
            inputMode="email"
            autoComplete="off"
            spellCheck={false}
            required
            error={posted?.mismatch ? words.mismatch : undefined}
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

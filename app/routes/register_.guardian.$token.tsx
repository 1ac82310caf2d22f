import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react';

import { pageLanguage } from '#app/features/access/page-language.server.ts';
import { limitNetwork } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { titled, useMessages } from '#app/features/language/use-language.tsx';
import { answerAsGuardian } from '#app/features/people/confirm-registration.server.ts';
import { nameOf } from '#app/features/people/person.ts';
import { findForGuardian } from '#app/features/people/registrations.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Card, Facts } from '#app/ui/card.tsx';
import { formatsIn } from '#app/ui/format.ts';
import { PageHeading } from '#app/ui/page.tsx';

export const meta = titled(({ register }) => register.guardian.title);

/** Says who asks for permission, to whoever holds the link; changes nothing. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await limitNetwork('link:network');
  const waiting = await findForGuardian(params['token']);
  if (waiting === null) return data(null, { status: 410 });
  const { company, jobRole, country } = waiting;
  const { formatCountry } = formatsIn(await pageLanguage(request));
  return data({ name: nameOf(waiting), company, jobRole, country: formatCountry(country) });
}

export async function action({ request, params }: ActionFunctionArgs) {
  await limitNetwork('link:network');
  const answer = (await readForm(request)).get('answer');
  if (answer !== 'agree' && answer !== 'refuse')
    throw new Response('Bad request', { status: 400, statusText: 'Bad Request' });
  const done = await answerAsGuardian(params['token'] ?? '', answer === 'agree');
  return data({ done }, { status: done === 'gone' ? 410 : 200 });
}

export default function Guardian() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state !== 'idle';
  const { register: words } = useMessages();
  const { guardian, confirm } = words;
  if (answer?.done === 'agreed') return <Said title={guardian.agreedTitle} text={guardian.agreed} />;
  if (answer?.done === 'refused') return <Said title={guardian.refusedTitle} text={guardian.refused} />;
  if (loaded === null || answer?.done === 'gone') return <Said title={confirm.goneTitle} text={confirm.gone} />;
  return (
    <div className="mx-auto max-w-[560px]">
      <PageHeading title={guardian.title} lead={guardian.lead} />
      <div className="grid gap-4">
        <Card>
          <Facts
            facts={[
              { term: guardian.name, value: loaded.name },
              { term: guardian.company, value: loaded.company },
              { term: guardian.jobRole, value: loaded.jobRole },
              { term: guardian.country, value: loaded.country },
            ]}
          />
        </Card>
        <p>
          {guardian.told}{' '}
          <Link to="/notice" className="text-accent underline underline-offset-2">
            {words.noticeLabel}
          </Link>
        </p>
        <Form method="post" className="flex flex-wrap gap-2">
          <Button
            name="answer"
            value="agree"
            look="primary"
            disabled={busy}
            className="h-auto min-h-9 py-1.5 whitespace-normal"
          >
            {guardian.agree}
          </Button>
          <Button
            name="answer"
            value="refuse"
            look="danger"
            disabled={busy}
            className="h-auto min-h-9 py-1.5 whitespace-normal"
          >
            {guardian.refuse}
          </Button>
        </Form>
      </div>
    </div>
  );
}

function Said({ title, text }: { title: string; text: string }) {
  return (
    <div className="mx-auto max-w-[560px]">
      <PageHeading title={title} />
      <p className="text-lg">{text}</p>
    </div>
  );
}

import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';

import { findSignIn } from '#app/features/access/actors.server.ts';
import { pageLanguage } from '#app/features/access/page-language.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { requireActor } from '#app/features/access/require.server.ts';
import { signOut } from '#app/features/access/sign-ins.server.ts';
import { titleOf } from '#app/features/language/academy.ts';
import { useFormats } from '#app/features/language/use-language.tsx';
import { normaliseEmail } from '#app/features/people/person.ts';
import { erasePerson } from '#app/features/privacy/erase-person.server.ts';
import { findOwnData } from '#app/features/privacy/own-data.server.ts';
import { receiptIn, sayReceipt, type ReceiptInWords } from '#app/features/privacy/receipt-in-words.server.ts';
import { noonOf } from '#app/platform/noon.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Card, Facts } from '#app/ui/card.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [
  { title: titleOf(loaded?.words.reference ?? '') },
];

export async function loader({ request }: LoaderFunctionArgs) {
  const [language, signIn] = await Promise.all([pageLanguage(request), findSignIn(request)]);
  return { words: receiptIn(language), isSignedIn: signIn !== null };
}

/** Answers with the receipt itself: it stands in no address, no cookie and no table, and is gone with the page. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'data:erase');
  const typed = (await readForm(request)).get('email');
  const email = (await findOwnData(actor))?.person.email;
  if (typeof typed !== 'string' || normaliseEmail(typed.normalize('NFC')) !== email)
    return redirect('/me/data/erase?mismatch');
  const { receipt } = await erasePerson(actor, actor.personId);
  // What a law keeps stays, and the page that asks says so.
  if (receipt === null && (await findOwnData(actor)) !== null) return redirect('/me/data/erase');
  // Every sign-in went with the person; the cookie goes here.
  const { cookie } = await signOut(request);
  const said = receipt === null ? null : sayReceipt(receipt, await pageLanguage(request));
  return data({ receipt: said }, { headers: { 'Set-Cookie': cookie } });
}

function Receipt({ receipt }: { receipt: ReceiptInWords }) {
  const { words } = useLoaderData<typeof loader>();
  const { formatDay, formatDayTime, formatNumber } = useFormats();
  const { reference, at, files, told, runs, kept } = receipt;
  return (
    <div className="mt-4 grid gap-4">
      <p className="text-ink-soft">{words.lead}</p>
      <Facts
        facts={[
          { term: words.reference, value: String(reference) },
          { term: words.at, value: formatDayTime(new Date(at)) },
          { term: words.files, value: formatNumber(files) },
          { term: words.told, value: formatNumber(told) },
          ...(runs === 0 ? [] : [{ term: words.runs, value: formatNumber(runs) }]),
        ]}
      />
      <section className="grid gap-2">
        <h2 className="text-lg font-semibold">{words.kept}</h2>
        <ul className="divide-y divide-line border-y border-line">
          {kept.map(({ what, law, until, howLong }) => (
            <li key={what} className="py-2">
              {what}
              <span className="block text-sm text-ink-soft">
                {words.law}: {law}. {words.until}: {until === null ? howLong : formatDay(noonOf(until))}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

export default function Erased() {
  const { words, isSignedIn } = useLoaderData<typeof loader>();
  const receipt = useActionData<typeof action>()?.receipt ?? null;
  const isErased = receipt !== null;
  return (
    <div className="max-w-[720px]">
      <PageHeading title={isErased ? words.title : words.overTitle} />
      <Card>
        <p>{isErased ? words.text : words.overText}</p>
        {isErased ? (
          <>
            <p className="mt-3 text-ink-soft">{words.again}</p>
            <Receipt receipt={receipt} />
          </>
        ) : !isSignedIn ? null : (
          <p className="mt-4">
            <ButtonLink to="/me/data/erase">{words.erase}</ButtonLink>
          </p>
        )}
        <p className="mt-4">
          <Link to="/" className="text-accent underline">
            {words.home}
          </Link>
        </p>
      </Card>
    </div>
  );
}

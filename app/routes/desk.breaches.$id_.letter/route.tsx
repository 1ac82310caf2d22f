import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import { found, readId, requireActor } from '#app/features/access/require.server.ts';
import { titleOf } from '#app/features/language/academy.ts';
import { LANGUAGE_NAMES, isLanguage } from '#app/features/language/language.ts';
import { writeLetterToAuthority, writeLetterToPeople } from '#app/features/privacy/breach-letters.server.ts';
import { standingOf } from '#app/features/privacy/breach.ts';
import { findBreach } from '#app/features/privacy/read-breaches.server.ts';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';
import { Chips } from '#app/ui/tabs.tsx';
import { LANGUAGES } from '#reports/catalogue.ts';

import { LetterSheet } from './letter-sheet.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Draft of a letter') }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'breach:read');
  const id = readId(params['id']);
  const { breach, files } = found(await findBreach(actor, id));
  const { searchParams } = new URL(request.url);
  const isToPeople = searchParams.get('to') === 'people';
  const asked = searchParams.get('language');
  const language = isToPeople && asked !== null && isLanguage(asked) ? asked : 'en';
  const { assessed, counts } = standingOf(breach.steps);
  return {
    id,
    title: breach.title,
    drill: breach.drill,
    isToPeople,
    language,
    letter: isToPeople ? writeLetterToPeople(breach, language, null) : writeLetterToAuthority(breach, files.length),
    lacks: [
      ...(assessed === null ? ['the assessment of the risk'] : []),
      ...(assessed !== null && assessed.consequences.length === 0 ? ['what may come of it'] : []),
      ...(assessed !== null && assessed.measures.length === 0 ? ['what was done about it'] : []),
      ...(counts === null && breach.peopleSaid === null ? ['how many people it touches'] : []),
    ],
  };
}

export default function LetterPage() {
  const { id, title, drill, isToPeople, language, letter, lacks } = useLoaderData<typeof loader>();
  const here = `/desk/breaches/${id}/letter`;
  return (
    <>
      <PageHeading
        crumbs={[
          { to: '/desk/breaches', label: 'Breaches' },
          { to: `/desk/breaches/${id}`, label: title },
        ]}
        title={isToPeople ? 'Letter to people' : 'Letter to the authority'}
        lead={
          <span className="print:hidden">
            A draft, made from what is recorded. Print it, or copy it into the form of the authority or a mail.
          </span>
        }
      />
      <div className="mb-4 grid gap-3 print:hidden">
        <Chips
          label="Letters"
          chips={[
            { to: `${here}?to=authority`, label: 'To the authority', current: !isToPeople },
            ...LANGUAGES.map((one) => ({
              to: `${here}?to=people&language=${one}`,
              label: `To people: ${LANGUAGE_NAMES[one]}`,
              current: isToPeople && one === language,
            })),
          ]}
        />
        {lacks.length === 0 ? null : (
          <Notice tone="warn" title="Something is not known yet">
            The letter lacks {lacks.join(', ')}.
          </Notice>
        )}
      </div>
      <LetterSheet letter={letter} language={language} drill={drill ? 'DRILL – DO NOT SEND' : null} />
    </>
  );
}

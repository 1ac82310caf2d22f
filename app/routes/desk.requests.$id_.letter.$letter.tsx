import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import { theAcademy, titleOf } from '#app/features/language/academy.ts';
import { found, readId, requireActor } from '#app/features/access/require.server.ts';
import { readLetter } from '#app/features/privacy/read-letter.server.ts';
import { KIND_WORDS, LETTER_WORDS } from '#app/features/privacy/request-words.ts';
import { formatsIn } from '#app/ui/format.ts';
import { PageHeading } from '#app/ui/page.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Letter') }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'request:read');
  const {
    request: shown,
    kind,
    language,
    day,
    letter,
  } = found(await readLetter(actor, readId(params['id']), params['letter'] ?? '', formatsIn));
  const to = shown.email ?? shown.askerContact ?? '';
  return { id: shown.id, right: KIND_WORDS[shown.kind], kind, language, day, letter, to, from: theAcademy().name };
}

export default function Letter() {
  const { id, right, kind, language, day, to, from, letter } = useLoaderData<typeof loader>();
  return (
    <div className="max-w-[760px]">
      <div className="print:hidden">
        <PageHeading
          crumbs={[
            { to: '/desk/requests', label: 'Requests' },
            { to: `/desk/requests/${id}`, label: `${right}, request ${id}` },
          ]}
          title={`Letter: ${LETTER_WORDS[kind]}`}
          lead="Print it with the browser, or copy it. Only the letter is printed."
        />
      </div>
      <article
        lang={language}
        className="rounded-md border border-line bg-surface px-6 py-8 shadow-card sm:px-12 sm:py-12 print:border-0 print:p-0 print:shadow-none"
      >
        <p className="flex flex-wrap justify-between gap-x-6 text-ink-soft">
          <span>{from}</span>
          <span>{day}</span>
        </p>
        <p className="mt-8 break-words whitespace-pre-line">{to}</p>
        <h2 className="mt-8 text-lg font-semibold">{letter.title}</h2>
        <p className="text-sm text-ink-soft">{letter.number}</p>
        <p className="mt-6">{letter.greeting}</p>
        {letter.parts.map((part) =>
          typeof part === 'string' ? (
            <p key={part} className="mt-4 wrap-anywhere">
              {part}
            </p>
          ) : (
            <div key={part.join('\n')} className="mt-4 grid gap-1">
              {part.map((line) => (
                <p key={line} className="break-words whitespace-pre-line">
                  {line}
                </p>
              ))}
            </div>
          ),
        )}
        <p className="mt-8">{letter.closing}</p>
        <p className="mt-2">{letter.signed}</p>
      </article>
    </div>
  );
}

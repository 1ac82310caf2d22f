import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';

import { readForm } from '#app/features/access/read-form.server.ts';
import { notFound, requireActor } from '#app/features/access/require.server.ts';
import { messagesIn } from '#app/features/language/messages.ts';
import { titleOf } from '#app/features/language/academy.ts';
import { listCountries } from '#app/features/people/notices.server.ts';
import { dayOf } from '#app/features/privacy/due-date.ts';
import { parseProcessor } from '#app/features/privacy/processor-form.ts';
import { keepProcessor } from '#app/features/privacy/processors.server.ts';
import { makeRecord } from '#app/features/privacy/record-of-processing.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { formatDayTime, formatsIn } from '#app/ui/format.ts';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

import { ProcessorForm, ProcessorTable, type TypedProcessor } from './processor-table.tsx';
import { RecordTables } from './tables.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Register of processing') }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'register:read');
  const { processors, cookies, ...record } = await makeRecord(actor);
  const words = messagesIn('en').notice.cookies;
  const wanted = new URL(request.url).searchParams.get('processor');
  return {
    record: {
      ...record,
      cookies: cookies.map(({ name, purpose, lasts }) => ({ name, words: `${words[purpose]} ${words[lasts]}.` })),
    },
    processors,
    chosen: processors.find(({ id }) => String(id) === wanted) ?? null,
    countries: formatsIn('en').nameCountries(await listCountries()),
    today: dayOf(record.madeAt),
  };
}

type Refused = { id: string; typed: TypedProcessor; faults: Readonly<Record<string, string>> };

const NAMES = ['name', 'does', 'details', 'country', 'safeguard', 'since', 'until'] as const;

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'processor:change');
  const form = await readForm(request);
  const textOf = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.slice(0, 1_000) : '';
  };
  const typed = Object.fromEntries(NAMES.map((name) => [name, textOf(name)]));
  const parsed = parseProcessor(form);
  if (!parsed.ok) return data<Refused>({ id: textOf('id'), typed, faults: parsed.reason }, { status: 400 });
  const kept = await keepProcessor(actor, parsed.value);
  if (kept.ok) return redirect('/desk/register#processors');
  if (kept.reason === 'not-there') throw notFound();
  return data<Refused>({ id: textOf('id'), typed, faults: { country: 'Choose a country.' } }, { status: 409 });
}

const given = ({ until, ...rest }: NonNullable<ReturnType<typeof useLoaderData<typeof loader>>['chosen']>) => ({
  ...rest,
  id: String(rest.id),
  until: until ?? '',
});

export default function Register() {
  const { record, processors, chosen, countries, today } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const id = refused === undefined ? (chosen?.id ?? null) : refused.id === '' ? null : Number(refused.id);
  const isOpen = chosen !== null || refused !== undefined;
  return (
    <>
      <PageHeading
        title="Register of processing"
        lead={
          <>
            The record of processing activities (art. 30), made from the data map, the agreements that bind today, the
            processors, the cookies and the periods that are set. As of {formatDayTime(record.madeAt)}, version{' '}
            <code className="text-sm">{record.version}</code>: two that say the same have the same.
          </>
        }
        actions={
          <>
            <ButtonLink to="#processors">Processors</ButtonLink>
            <ButtonLink to="/transparency">What learners read of it</ButtonLink>
            <ButtonLink reloadDocument to="/desk/register.xlsx" look="primary">
              As a workbook
            </ButtonLink>
          </>
        }
      />
      <div className="grid grid-cols-1 gap-4">
        <RecordTables record={record} />
        <div id="processors">
          <Card title="Who processes for the academy" flush>
            {processors.length === 0 ? (
              <p className="px-4 pb-4 text-ink-soft">
                Nobody yet. Whoever runs servers, sends mail or keeps files for the academy belongs here.
              </p>
            ) : (
              <ProcessorTable processors={processors} today={today} />
            )}
            <details id="processor" open={isOpen} className="border-t border-line px-4 py-3 print:hidden">
              <summary className="mb-3 w-fit font-medium text-accent underline-offset-2 hover:underline">
                {id === null ? 'Add a processor' : 'Change a processor'}
              </summary>
              {refused === undefined ? null : (
                <Notice live tone="danger" title="Nothing was kept yet" className="mb-3">
                  {Object.values(refused.faults).map((fault) => (
                    <p key={fault}>{fault}</p>
                  ))}
                </Notice>
              )}
              <ProcessorForm
                id={id}
                typed={refused?.typed ?? (chosen === null ? {} : given(chosen))}
                faults={refused?.faults ?? {}}
                countries={countries}
              />
            </details>
          </Card>
        </div>
      </div>
    </>
  );
}

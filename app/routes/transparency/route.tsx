import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';

import { isSecure } from '#app/features/access/actors.server.ts';
import { listCookies } from '#app/features/access/cookies.ts';
import { pageLanguage } from '#app/features/access/page-language.server.ts';
import { titleOf } from '#app/features/language/academy.ts';
import { ALL_MESSAGES } from '#app/features/language/all-messages.server.ts';
import { nameOfField } from '#app/features/language/field-names.ts';
import { useFormats, useLanguage, useMessages } from '#app/features/language/use-language.tsx';
import { dayOf } from '#app/features/privacy/due-date.ts';
import { listProcessors, processorsOn } from '#app/features/privacy/processors.server.ts';
import { listGiven } from '#app/features/privacy/record-of-processing.server.ts';
import { findPeriods } from '#app/features/privacy/retention-periods.server.ts';
import { ruleOf } from '#app/features/privacy/retention-rules.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { formatsIn } from '#app/ui/format.ts';
import { PageHeading } from '#app/ui/page.tsx';
import { RECIPIENT_KINDS, type DatasetId, type FieldId } from '#reports/catalogue.ts';

import { CookieTable, KeptTable, Scrolling } from '../notice/field-table.tsx';
import { givenByKind } from './given-by-kind.ts';
import { keptClasses } from './kept-classes.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: titleOf(data?.words.title ?? '') }];

const SYSTEM = { kind: 'system', name: 'transparency' } as const;

/** From the record of processing: kinds of recipients, never which employer has agreed to what. */
export async function loader({ request }: LoaderFunctionArgs) {
  const language = await pageLanguage(request);
  const { asOf, asDecided, ...words } = ALL_MESSAGES[language].transparency;
  const { formatDay, formatLength } = formatsIn(language);
  const [madeAt, given, processors, periods] = await Promise.all([
    databaseNow(),
    listGiven(SYSTEM),
    listProcessors(),
    findPeriods(),
  ]);
  return {
    words,
    asOf: asOf(formatDay(madeAt)),
    given: givenByKind(given),
    processors: processorsOn(processors, dayOf(madeAt)).map(({ id, name, does, country, safeguard }) => ({
      id,
      name,
      does,
      country,
      safeguard,
    })),
    kept: keptClasses(words.held.erasures, (rule) => asDecided(formatLength(periods[rule], ruleOf(rule).unit))),
    cookies: listCookies(isSecure()),
  };
}

const CELL = 'px-3 py-2 text-left align-top';

function Part({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <section className="grid gap-3">
      <h2 className="text-xl font-semibold">{title}</h2>
      {text === undefined ? null : <p className="max-w-prose text-ink-soft">{text}</p>}
      {children}
    </section>
  );
}

function Table({ label, heads, children }: { label: string; heads: readonly string[]; children: ReactNode }) {
  return (
    <Scrolling label={label}>
      <table className="w-full min-w-[640px] border-collapse">
        <thead className="border-b border-line bg-sunken text-sm">
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" className={`${CELL} font-semibold`}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">{children}</tbody>
      </table>
    </Scrolling>
  );
}

function GivenTable() {
  const {
    given,
    words: { given: words },
  } = useLoaderData<typeof loader>();
  const language = useLanguage();
  const fieldsOf = (fields: readonly FieldId[]): string =>
    fields.map((field) => nameOfField(field, language)).join(', ');
  const namesNobody = (dataset: DatasetId): boolean => dataset === 'F6' || dataset === 'F4';
  if (given.length === 0) return <p>{words.none}</p>;
  return (
    <Table label={words.title} heads={[words.who, words.what, words.fields, words.how]}>
      {RECIPIENT_KINDS.flatMap((kind) => given.filter((one) => one.kind === kind)).map(
        ({ kind, dataset, fields, channels }, index, all) => (
          <tr key={`${kind} ${dataset}`}>
            <th scope="row" className={`${CELL} font-medium`}>
              {all[index - 1]?.kind === kind ? (
                <span className="sr-only">{words.recipients[kind]}</span>
              ) : (
                words.recipients[kind]
              )}
            </th>
            <td className={CELL}>{words.datasets[dataset]}</td>
            <td className={`${CELL} text-ink-soft`}>{namesNobody(dataset) ? '–' : fieldsOf(fields)}</td>
            <td className={`${CELL} text-ink-soft`}>{channels.map((one) => words.channels[one]).join(', ')}</td>
          </tr>
        ),
      )}
    </Table>
  );
}

function ProcessorsTable() {
  const {
    processors,
    words: { processors: words },
  } = useLoaderData<typeof loader>();
  const { formatCountry } = useFormats();
  if (processors.length === 0) return <p>{words.none}</p>;
  return (
    <Table label={words.title} heads={[words.who, words.does, words.where, words.safeguard]}>
      {processors.map(({ id, name, does, country, safeguard }) => (
        <tr key={id}>
          <th scope="row" className={`${CELL} font-medium`}>
            <bdi>{name}</bdi>
          </th>
          <td className={CELL}>{words.kinds[does]}</td>
          <td className={CELL}>{formatCountry(country)}</td>
          <td className={`${CELL} text-ink-soft`}>{words.safeguards[safeguard]}</td>
        </tr>
      ))}
    </Table>
  );
}

export default function Transparency() {
  const { words, asOf, kept, cookies } = useLoaderData<typeof loader>();
  const { notice } = useMessages();
  const link = 'text-accent underline underline-offset-2';
  return (
    <div>
      <PageHeading
        title={words.title}
        lead={
          <>
            {words.lead} {asOf}.
          </>
        }
      />
      <div className="grid gap-10">
        <Part title={words.given.title} text={words.given.text}>
          <GivenTable />
        </Part>
        <Part title={words.processors.title} text={words.processors.text}>
          <ProcessorsTable />
        </Part>
        <Part title={words.own.title} text={words.own.text}>
          <p>
            <Link to="/me/data#sent" className={link}>
              {words.own.link}
            </Link>
          </p>
        </Part>
        <Part title={words.held.title}>
          <KeptTable classes={kept} erased={words.held.erased} />
        </Part>
        <Part title={notice.cookies.title} text={notice.cookies.text}>
          <CookieTable cookies={cookies} />
        </Part>
        <p>
          <Link to="/notice" className={link}>
            {words.notice}
          </Link>
        </p>
      </div>
    </div>
  );
}

// Whom and what a breach touches.
import { Form, Link } from '@remix-run/react';

import { nameOfAny } from '#app/features/language/field-names.ts';
import { isUnknown, mayHaveGoneOn, sayUnkept, type BreachCounts, type Tally } from '#app/features/privacy/breach.ts';
import type { Breach, BreachFile } from '#app/features/privacy/read-breaches.server.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { TextField } from '#app/ui/field.tsx';
import { counted, formatNumber, formatPeriod } from '#app/ui/format.ts';
import { Notice } from '#app/ui/notice.tsx';

import type { Sent } from './next-steps.tsx';

const SHOWN = 8;

function Tallies({ title, tallies }: { title: string; tallies: readonly Tally[] }) {
  if (tallies.length === 0) return null;
  const line = ({ key, name, people }: Tally) => (
    <li key={key} className="flex justify-between gap-3">
      <bdi className="min-w-0 wrap-anywhere">{name}</bdi>
      <span className="tabular-nums">{formatNumber(people)}</span>
    </li>
  );
  return (
    <section>
      <h3 className="text-sm font-medium text-ink-soft">{title}</h3>
      <ul className="mt-1 grid gap-0.5">{tallies.slice(0, SHOWN).map(line)}</ul>
      {tallies.length <= SHOWN ? null : (
        <details>
          <summary className="w-fit text-sm font-medium text-accent underline-offset-2 hover:underline">
            {tallies.length - SHOWN} more
          </summary>
          <ul className="mt-1 grid gap-0.5">{tallies.slice(SHOWN).map(line)}</ul>
        </details>
      )}
    </section>
  );
}

const Fields = ({ title, fields }: { title: string; fields: readonly string[] }) =>
  fields.length === 0 ? null : (
    <p>
      <span className="text-ink-soft">{title}</span> {fields.map((field) => nameOfAny(field, 'en')).join(', ')}
    </p>
  );

function Counted({ counts }: { counts: BreachCounts }) {
  const unkept = sayUnkept(counts);
  return (
    <div className="grid gap-4">
      {unkept === null ? null : (
        <Notice
          tone="warn"
          title={isUnknown(counts) ? 'Whom it touches can no longer be said' : 'It touches more people'}
        >
          {unkept}
        </Notice>
      )}
      <p hidden={isUnknown(counts)}>
        <strong className="text-xl tabular-nums">{counted(counts.people, 'person', 'people')}</strong>{' '}
        <span className="text-ink-soft">
          on {counted(counts.rows, 'row')}; {formatNumber(counts.named)} by name
          {counts.gone === 0 ? '' : `; ${counted(counts.gone, 'row')} of people who were erased since`}
        </span>
      </p>
      <div className="grid gap-1">
        <Fields title="With the name:" fields={counts.namedFields} />
        <Fields title="Without a name, by month:" fields={counts.examFields} />
      </div>
      <div className="grid gap-4 sm:grid-cols-3">
        <Tallies title="By recipient of the file" tallies={counts.byRecipient} />
        <Tallies title="By country" tallies={counts.byCountry} />
        <Tallies title="By employer" tallies={counts.byEmployer} />
      </div>
    </div>
  );
}

function Files({ files }: { files: readonly BreachFile[] }) {
  if (files.length === 0) return null;
  return (
    <details className="mt-4" open={files.length <= 5}>
      <summary className="w-fit font-medium text-accent underline-offset-2 hover:underline">
        {counted(files.length, 'file')}
      </summary>
      <ul className="mt-2 divide-y divide-line border-y border-line">
        {files.map(({ buildId, recipient, period, number, sha256, taken }) => (
          <li key={buildId} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
            <Link
              to={`/desk/disclosures/${buildId}`}
              className="font-medium text-accent underline-offset-2 hover:underline"
            >
              {recipient}, {formatPeriod(period)}
            </Link>
            <span className="text-sm text-ink-soft">
              build {number}, <code>{sha256.slice(0, 12)}…</code>
            </span>
            {taken ? null : <Badge>within reach, not fetched by it</Badge>}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Files that were found later, one by its hash; or all that were touched while it went on. */
function MoreFiles({ isOpenEnded, now, sent }: { isOpenEnded: boolean; now: string; sent: Sent | undefined }) {
  const faultOf = (intent: string, field: string): string | undefined =>
    sent?.intent === intent ? sent.faults[field] : undefined;
  const [hashFault, untilFault] = [faultOf('add-file', 'sha256'), faultOf('look-further', 'until')];
  const typed = sent?.intent === 'look-further' ? sent.typed['until'] : undefined;
  return (
    <div className="mt-3 grid gap-2 border-t border-line pt-3">
      <details open={hashFault !== undefined}>
        <summary className="w-fit font-medium text-accent underline-offset-2 hover:underline">
          Another file turned up
        </summary>
        <Form method="post" className="mt-2 flex flex-wrap items-end gap-2">
          <input type="hidden" name="intent" value="add-file" />
          <label className="grid min-w-0 flex-1 gap-1">
            <span className="font-medium">Its SHA-256</span>
            <input name="sha256" required spellCheck={false} className="control w-full font-mono" />
          </label>
          <Button>Add it</Button>
        </Form>
        <p className="mt-1 text-sm text-ink-soft">
          {hashFault ?? 'Drop a file under Disclosures to learn its hash and where it comes from.'}
        </p>
      </details>
      {isOpenEnded ? (
        <details open={untilFault !== undefined}>
          <summary className="w-fit font-medium text-accent underline-offset-2 hover:underline">
            It went on after it became known
          </summary>
          <Form method="post" className="mt-2 flex flex-wrap items-end gap-2">
            <input type="hidden" name="intent" value="look-further" />
            <TextField
              label="It went on until"
              name="until"
              type="datetime-local"
              required
              defaultValue={typeof typed === 'string' ? typed : now}
              error={untilFault}
            />
            <Button>Look for files until then</Button>
          </Form>
          <p className="mt-1 text-sm text-ink-soft">
            Files were looked for until it became known. What left, or could be fetched, after that is added.
          </p>
        </details>
      ) : null}
    </div>
  );
}

export function Touched({
  breach,
  counts,
  files,
  mayChange,
  now,
  sent,
}: {
  breach: Breach;
  counts: BreachCounts | null;
  files: readonly BreachFile[];
  mayChange: boolean;
  /** As a field of a form has it. */
  now: string;
  sent: Sent | undefined;
}) {
  const here = `/desk/breaches/${breach.id}`;
  const canBeCounted = breach.everybody || files.length > 0;
  return (
    <Card title="Whom and what it touches">
      {counts !== null ? (
        <Counted counts={counts} />
      ) : breach.peopleSaid !== null ? (
        <p>About {counted(breach.peopleSaid, 'person', 'people')}, as was said: no file tells who they are.</p>
      ) : canBeCounted ? (
        <p>Not counted yet.</p>
      ) : (
        <p>No file left in that time that it could touch. Add one that turns up, or say in words whom it touches.</p>
      )}
      <Files files={files} />
      <div className="mt-4 flex flex-wrap gap-2">
        {canBeCounted ? (
          <>
            <ButtonLink to={`${here}/people`}>See the people</ButtonLink>
            <ButtonLink reloadDocument to={`${here}/people.csv`}>
              People as CSV
            </ButtonLink>
          </>
        ) : null}
        {mayChange && canBeCounted ? (
          <Form method="post">
            <Button name="intent" value="counted" look="quiet">
              Count again
            </Button>
          </Form>
        ) : null}
      </div>
      {mayChange ? <MoreFiles isOpenEnded={mayHaveGoneOn(breach)} now={now} sent={sent} /> : null}
    </Card>
  );
}

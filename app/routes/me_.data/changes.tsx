import { Form, useNavigation } from '@remix-run/react';

import { LANGUAGE_NAMES } from '#app/features/language/language.ts';
import { useMessages } from '#app/features/language/use-language.tsx';
import type { DataField, OwnData } from '#app/features/privacy/own-data.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { AskInWords } from './ask-in-words.tsx';
import type { Country, Posted } from './posted.ts';

type Shown = { own: OwnData; countries: readonly Country[]; posted: Posted | undefined };

function Correct({ own, countries, posted }: Shown) {
  const words = useMessages().privacy;
  const busy = useNavigation().state !== 'idle';
  const { person, employments } = own;
  const work = employments.find(({ endedOn }) => endedOn === null);
  const mine = posted?.intent === 'correct' && posted.done === undefined ? posted : undefined;
  const of = (name: DataField, kept: string | null) => {
    const fault = mine?.faults?.[name];
    return {
      name,
      defaultValue: mine?.typed?.[name] ?? kept ?? '',
      error: fault === undefined ? undefined : words.faults[fault],
    };
  };
  return (
    <Form
      method="post"
      preventScrollReset
      key={`${person.firstName} ${person.lastName} ${person.phone} ${work?.countryCode}`}
    >
      <input type="hidden" name="intent" value="correct" />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField label={words.correct.firstName} autoComplete="given-name" {...of('firstName', person.firstName)} />
        <TextField label={words.correct.lastName} autoComplete="family-name" {...of('lastName', person.lastName)} />
        <TextField label={words.correct.phone} type="tel" autoComplete="tel" {...of('phone', person.phone)} />
        <TextField label={words.correct.city} autoComplete="address-level2" {...of('city', person.city)} />
        {work === undefined ? null : (
          <>
            <SelectField label={words.correct.country} {...of('countryCode', work.countryCode)}>
              {countries.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </SelectField>
            <TextField
              label={words.correct.jobRole}
              autoComplete="organization-title"
              {...of('jobRole', work.jobRole)}
            />
          </>
        )}
      </div>
      <Button look="primary" className="mt-4" disabled={busy}>
        {words.correct.save}
      </Button>
    </Form>
  );
}

function NewAddress({ posted }: { posted: Posted | undefined }) {
  const words = useMessages().privacy;
  const busy = useNavigation().state !== 'idle';
  const mine = posted?.intent === 'address' && posted.done === undefined ? posted : undefined;
  const fault = mine?.faults?.email;
  return (
    <Form method="post" preventScrollReset className="grid content-start gap-3">
      <input type="hidden" name="intent" value="address" />
      <h3 className="font-semibold">{words.address.title}</h3>
      <TextField
        label={words.address.label}
        hint={words.address.lead}
        type="email"
        name="email"
        autoComplete="email"
        required
        defaultValue={mine?.typed?.email ?? ''}
        error={fault === undefined ? undefined : words.faults[fault]}
      />
      <Button className="justify-self-start" disabled={busy}>
        {words.address.send}
      </Button>
    </Form>
  );
}

function ChooseLanguage({ language }: { language: string }) {
  const words = useMessages().privacy.language;
  return (
    // The whole page is loaded again: its words are those of the new language.
    <Form method="post" reloadDocument className="grid content-start gap-3">
      <input type="hidden" name="intent" value="language" />
      <h3 className="font-semibold">{words.title}</h3>
      <SelectField label={words.label} name="language" defaultValue={language}>
        {Object.entries(LANGUAGE_NAMES).map(([code, name]) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </SelectField>
      <Button className="justify-self-start">{words.save}</Button>
    </Form>
  );
}

/** As long as nobody has confirmed where somebody works, they can say otherwise. */
function Claim({ own, posted }: { own: OwnData; posted: Posted | undefined }) {
  const words = useMessages().privacy;
  const busy = useNavigation().state !== 'idle';
  const work = own.employments.find(({ endedOn }) => endedOn === null);
  if (work?.confirmed === true) return null;
  const mine = posted?.intent === 'claim' && posted.done === undefined ? posted : undefined;
  const of = (name: 'company' | 'mpnId') => {
    const fault = mine?.faults?.[name];
    return {
      name,
      defaultValue: mine?.typed?.[name] ?? work?.[name] ?? '',
      error: fault === undefined ? undefined : words.faults[fault],
    };
  };
  return (
    <Form
      method="post"
      preventScrollReset
      className="mt-6 grid gap-4 border-t border-line pt-5 sm:grid-cols-2"
      key={`${work?.company} ${work?.mpnId}`}
    >
      <input type="hidden" name="intent" value="claim" />
      <div className="sm:col-span-2">
        <h3 className="font-semibold">{words.claim.title}</h3>
        <p className="text-ink-soft">{words.claim.lead}</p>
      </div>
      <TextField label={words.claim.company} autoComplete="organization" required {...of('company')} />
      <TextField label={words.claim.mpnId} autoComplete="off" required {...of('mpnId')} />
      <Button className="justify-self-start" disabled={busy}>
        {words.claim.save}
      </Button>
    </Form>
  );
}

/** Corrections that count at once, and the one way to those that somebody looks at first. */
export function Changes({ own, countries, posted }: Shown) {
  const words = useMessages().privacy.correct;
  return (
    <Card title={words.title}>
      <p className="mb-4 text-ink-soft">{words.lead}</p>
      <Correct own={own} countries={countries} posted={posted} />
      <Claim own={own} posted={posted} />
      <div className="mt-6 grid gap-6 border-t border-line pt-5 sm:grid-cols-2">
        <NewAddress posted={posted} />
        <ChooseLanguage language={own.person.language} />
      </div>
      <div className="mt-6 grid gap-2 border-t border-line pt-5">
        <h3 className="font-semibold">{words.other}</h3>
        <p className="text-ink-soft">{words.otherText}</p>
        <AskInWords posted={posted} intent="ask" kind="rectification" button={words.ask} />
      </div>
    </Card>
  );
}

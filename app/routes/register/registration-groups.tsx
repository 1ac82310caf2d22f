// The four groups of the form: who you are, where you work, what is reported, choices.
import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';

import { LANGUAGE_NAMES } from '#app/features/language/language.ts';
import { useMessages } from '#app/features/language/use-language.tsx';
import { CONSENTS } from '#app/features/people/consent.ts';
import { reportedAs, type RegistrationFaults } from '#app/features/people/registration.ts';
import { FieldError, SelectField, TextField } from '#app/ui/field.tsx';
import { LANGUAGES } from '#reports/catalogue.ts';
import { ChoiceField } from './choice.tsx';

export type Typed = Readonly<Record<string, string | undefined>>;
type Around = { typed: Typed; faults: RegistrationFaults };
type FieldName =
  | 'firstName'
  | 'lastName'
  | 'email'
  | 'phone'
  | 'language'
  | 'company'
  | 'mpnId'
  | 'country'
  | 'city'
  | 'jobRole'
  | 'guardianEmail';

export function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="grid gap-5 rounded-md border border-line bg-surface p-4 shadow-card md:p-6">
      <legend className="float-left text-lg font-semibold">{title}</legend>
      {children}
    </fieldset>
  );
}

/** What each field shows: its label, whether it is required, why it is asked and who sees it. */
function useFieldWords({ typed, faults }: Around) {
  const { register: words } = useMessages();
  return (name: FieldName, { isOptional = false } = {}) => {
    const fault = faults[name];
    const { label, why } = words.fields[name];
    return {
      id: name,
      name,
      label,
      hint: `${isOptional ? words.optional : words.required} ${why} ${reportedAs(name) !== null ? words.seenByBoth : words.seenByNobody}`,
      error: fault === undefined ? undefined : words.faults[fault],
      defaultValue: typed[name],
      'aria-required': !isOptional,
    };
  };
}

export function WhoYouAre(around: Around) {
  const { register: words } = useMessages();
  const field = useFieldWords(around);
  return (
    <Group title={words.who}>
      <div className="grid gap-5 md:grid-cols-2 md:items-end">
        <TextField {...field('firstName')} autoComplete="given-name" maxLength={200} />
        <TextField {...field('lastName')} autoComplete="family-name" maxLength={200} />
      </div>
      <TextField {...field('email')} type="email" autoComplete="email" maxLength={254} />
      <div className="grid gap-5 md:grid-cols-2 md:items-end">
        <TextField {...field('phone')} type="tel" autoComplete="tel" maxLength={40} />
        <SelectField {...field('language')}>
          {LANGUAGES.map((code) => (
            <option key={code} value={code} lang={code}>
              {LANGUAGE_NAMES[code]}
            </option>
          ))}
        </SelectField>
      </div>
    </Group>
  );
}

export function WhereYouWork({
  countries,
  ...around
}: Around & { countries: readonly { code: string; name: string }[] }) {
  const { register: words } = useMessages();
  const field = useFieldWords(around);
  return (
    <Group title={words.where}>
      <div className="grid gap-5 md:grid-cols-2 md:items-end">
        <TextField {...field('company')} autoComplete="organization" maxLength={300} />
        <TextField {...field('mpnId')} autoComplete="off" spellCheck={false} maxLength={32} />
        <SelectField {...field('country')} autoComplete="country">
          <option value="">{words.choose}</option>
          {countries.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </SelectField>
        <TextField {...field('city', { isOptional: true })} autoComplete="address-level2" maxLength={200} />
      </div>
      <TextField {...field('jobRole')} autoComplete="organization-title" maxLength={200} />
    </Group>
  );
}

/** The Member of a country, by the country's name. */
export type NamedMember = { readonly country: string; readonly member: string };

/** For whoever has not chosen a country, and where nothing follows what is typed. */
function AllMembers({ members }: { members: readonly NamedMember[] }) {
  const { register: words } = useMessages();
  return (
    <details className="ml-8 text-sm text-ink-soft">
      <summary className="w-fit rounded-sm underline-offset-2 hover:underline">{words.members}</summary>
      <ul className="mt-1">
        {members.map(({ country, member }) => (
          <li key={country}>
            {country}: {member}
          </li>
        ))}
      </ul>
    </details>
  );
}

type Choices = Around & { version: number; members: readonly NamedMember[]; /** By its name. */ country: string };

export function YourChoices({ version, members, country, ...around }: Choices) {
  const { register: words } = useMessages();
  const mine = members.find((one) => one.country === country);
  const { typed, faults } = around;
  const field = useFieldWords(around);
  return (
    <Group title={words.choices}>
      <fieldset className="grid gap-3" aria-describedby="age-why">
        <legend className="font-medium">{words.age.legend}</legend>
        <p id="age-why" className="text-sm text-ink-soft">
          {words.age.why}
        </p>
        <ChoiceField
          type="radio"
          id="age"
          name="age"
          value="of-age"
          label={words.age.ofAge}
          defaultChecked={typed['age'] === 'of-age'}
        />
        <ChoiceField
          type="radio"
          name="age"
          value="guardian"
          label={words.age.guardian}
          defaultChecked={typed['age'] === 'guardian'}
        />
        {faults.age === undefined ? null : <FieldError>{words.faults[faults.age]}</FieldError>}
        <TextField
          {...field('guardianEmail')}
          hint={words.fields.guardianEmail.why}
          aria-required={undefined}
          type="email"
          autoComplete="off"
          maxLength={254}
        />
      </fieldset>
      <fieldset className="grid gap-3">
        <legend className="mb-3 font-medium">{words.noticeLabel}</legend>
        <p className="text-ink-soft">
          {words.required} {words.basis}{' '}
          <Link to="/notice" target="_blank" className="text-accent underline underline-offset-2">
            {words.readNotice}
          </Link>
        </p>
        <ChoiceField
          type="checkbox"
          id="acknowledged"
          name="acknowledged"
          value="yes"
          label={words.acknowledge(version)}
          defaultChecked={typed['acknowledged'] === 'yes'}
          error={faults.acknowledged === undefined ? undefined : words.faults[faults.acknowledged]}
        />
      </fieldset>
      <fieldset className="grid gap-3">
        <legend className="mb-3 font-medium">{words.consentsLabel}</legend>
        <p className="text-ink-soft">
          {words.optional} {words.consentsLead}
        </p>
        {CONSENTS.map((consent) => (
          <div key={consent} className="grid gap-1">
            <ChoiceField
              type="checkbox"
              name={consent}
              value="yes"
              label={words.consents[consent].label}
              why={
                consent === 'member-sharing' && mine !== undefined
                  ? `${words.consents[consent].why} ${words.memberIs(mine.member)}`
                  : words.consents[consent].why
              }
              defaultChecked={typed[consent] === 'yes'}
            />
            {consent === 'member-sharing' && country === '' && members.length > 0 ? (
              <AllMembers members={members} />
            ) : null}
          </div>
        ))}
      </fieldset>
    </Group>
  );
}

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';

import type { StaffActor } from '#app/features/access/actor.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { requireActor } from '#app/features/access/require.server.ts';
import { titleOf } from '#app/features/language/academy.ts';
import { MemberList } from '#app/features/settings/member-list.tsx';
import { listMembers, removeMember, setMember, type MemberMeanwhile } from '#app/features/settings/members.server.ts';
import {
  parseSettingsChange,
  type MemberFault,
  type SettingFaults,
  type SettingsChange,
  type TypedSettings,
} from '#app/features/settings/settings-form.ts';
import { RESET_FORM, SettingFields, SettingSections } from '#app/features/settings/setting-fields.tsx';
import {
  changeSettings,
  listSettings,
  resetSetting,
  type ChangedSetting,
} from '#app/features/settings/settings.server.ts';
import { SETTINGS } from '#app/features/settings/settings.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { counted, formatsIn } from '#app/ui/format.ts';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Settings') }];

/** After a refusal, too: what stands there by now is shown beside what was typed. */
export const shouldRevalidate = (): boolean => true;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'setting:list');
  const { members, countries } = await listMembers(actor);
  return { settings: await listSettings(actor), members, countries: formatsIn('en').nameCountries(countries) };
}

type Answer = {
  /** What was done; null where something is wrong. */
  done: string | null;
  faults: SettingFaults;
  typed: TypedSettings;
  seen: TypedSettings;
  memberFault: MemberFault | null;
};

const NOTHING = { faults: {}, typed: {}, seen: {}, memberFault: null } as const;
const done = (words: string): Answer => ({ done: words, ...NOTHING });
const SAME = 'Nothing was different.';

/** What somebody else made of it; sent again, the form is one that was made from that. */
const memberMeanwhile = (theirs: MemberMeanwhile): string =>
  `${theirs === null ? 'Somebody removed it' : `${theirs.changedBy ?? 'Somebody'} made it “${theirs.name}”`} meanwhile, and nothing of yours was saved. Send it again to have yours.`;

async function changeMember(actor: StaffActor, change: SettingsChange & { kind: 'member' }): Promise<Answer> {
  const { parsed } = change;
  if (!parsed.ok) return { ...NOTHING, done: null, memberFault: parsed.reason };
  const { country, seen } = parsed.value;
  const version = seen.get(country) ?? null;
  const given = parsed.value.intent === 'member' ? parsed.value : null;
  const set =
    given === null
      ? await removeMember(actor, country, version ?? '')
      : await setMember(actor, { country, name: given.name, email: given.email }, version);
  const name = formatsIn('en').formatCountry(country);
  if (set.ok && !set.value.changed) return done(SAME);
  if (set.ok)
    return done(given === null ? `${name} has no Member any more.` : `The Member of ${name} is ${given.name}.`);
  const message = set.reason.why === 'meanwhile' ? memberMeanwhile(set.reason.theirs) : 'Choose a country.';
  const typed = { country, name: given?.name ?? '', email: given?.email ?? '' };
  return { ...NOTHING, done: null, memberFault: { field: 'country', message, typed } };
}

const wasChanged = ({ theirs, by }: ChangedSetting): string =>
  `${by === null ? 'It was set back' : `${by} set it`} to “${theirs}” meanwhile, and nothing of yours was saved.`;

/** Both values of what somebody else changed meanwhile: theirs in words, one's own in the field. Sent again, one's own counts as put in its place. */
function meanwhile(others: readonly ChangedSetting[], { typed, seen }: Pick<Answer, 'typed' | 'seen'>): Answer {
  const faults = Object.fromEntries(
    others.map((other) => {
      const own = typed[other.name];
      return [
        other.name,
        own === undefined ? wasChanged(other) : `${wasChanged(other)} Yours is “${own}”: save again to have it.`,
      ];
    }),
  );
  const theirs = Object.fromEntries(others.map((other) => [other.name, other.theirs]));
  return { ...NOTHING, done: null, faults, typed, seen: { ...seen, ...theirs } };
}

async function change(actor: StaffActor, asked: SettingsChange): Promise<Answer> {
  if (asked.kind === 'member') return changeMember(actor, asked);
  if (asked.kind === 'reset') {
    const wasDecided = await resetSetting(actor, asked.name, asked.seen);
    if (!wasDecided.ok) return meanwhile(wasDecided.reason, NOTHING);
    return done(wasDecided.value ? `“${SETTINGS[asked.name].label}” is as proposed again.` : SAME);
  }
  const { parsed } = asked;
  if (!parsed.ok) return { ...NOTHING, done: null, ...parsed.reason };
  const { values, seen } = parsed.value;
  const changed = await changeSettings(actor, values, seen);
  if (!changed.ok) return meanwhile(changed.reason, parsed.value);
  return done(changed.value === 0 ? SAME : `Saved: ${counted(changed.value, 'setting')} changed.`);
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'setting:change');
  const answer = await change(actor, parseSettingsChange(await readForm(request)));
  return data(answer, { status: answer.done === null ? 400 : 200 });
}

export default function Settings() {
  const { settings, members, countries } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state !== 'idle';
  return (
    <div className="max-w-[860px]">
      <PageHeading
        title="Settings"
        lead="What the association decides otherwise than the portal proposes. Each change is in the audit."
        actions={<ButtonLink to="/admin/settings/logo">Logo</ButtonLink>}
      />
      {answer === undefined ? null : answer.done === null ? (
        <Notice live tone="danger" title="Nothing was saved: look at what is marked below." className="mb-4" />
      ) : (
        <Notice live tone="success" title={answer.done} className="mb-4" />
      )}
      <SettingSections settings={settings} others={[['members', 'Members by country']]} />
      <Form id={RESET_FORM} method="post" preventScrollReset />
      <Form method="post" className="grid gap-4" noValidate>
        <SettingFields
          settings={settings}
          faults={answer?.faults ?? {}}
          typed={answer?.typed ?? {}}
          seen={answer?.seen ?? {}}
        />
        <div className="sticky bottom-[58px] z-10 border-t border-line bg-ground py-3 md:bottom-0">
          <Button look="primary" disabled={busy}>
            Save
          </Button>
        </div>
      </Form>
      <div className="mt-4">
        <MemberList members={members} countries={countries} fault={answer?.memberFault ?? null} />
      </div>
    </div>
  );
}

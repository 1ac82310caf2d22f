import { Form, useNavigation } from '@remix-run/react';
import { useState, type ReactNode } from 'react';

import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { FieldError, SelectField, TextField } from '#app/ui/field.tsx';
import { useHydrated } from '#app/ui/hydrated.ts';
import { Notice } from '#app/ui/notice.tsx';

import type { TypedMeeting, TypedSession } from './session-form.ts';

type Named = { id: number; name: string };

export type SessionChoices = {
  workshops: readonly Named[];
  trainers: readonly Named[];
  languages: readonly { code: string; name: string }[];
  zones: readonly string[];
};

/** Rows that wait to be filled in where no script can add one. */
const SPARE = 3;
const EMPTY: TypedMeeting = { id: '', date: '', start: '', end: '' };

function MeetingRow({ meeting, number }: { meeting: TypedMeeting; number: number }) {
  return (
    <fieldset className="flex flex-wrap items-end gap-2">
      <legend className="sr-only">Meeting {number}</legend>
      <input type="hidden" name="meetingId" value={meeting.id} />
      <TextField label="Day" type="date" name="date" defaultValue={meeting.date} className="w-40" />
      <TextField label="From" type="time" name="start" defaultValue={meeting.start} className="w-34" />
      <TextField label="Until" type="time" name="end" defaultValue={meeting.end} className="w-34" />
    </fieldset>
  );
}

function Meetings({ meetings, error }: { meetings: readonly TypedMeeting[]; error: string | undefined }) {
  const hydrated = useHydrated();
  const [added, setAdded] = useState(meetings.length === 0 ? 1 : 0);
  const rows = [...meetings, ...Array<TypedMeeting>(hydrated ? added : SPARE).fill(EMPTY)];
  return (
    <section aria-labelledby="meetings" className="grid gap-3">
      <div>
        <h2 id="meetings" className="font-medium">
          Meetings
        </h2>
        <p className="text-sm text-ink-soft">
          By the clock of the time zone above. Empty a row to take the meeting away. Who has a place is told by e-mail
          when times to come or the link change.
        </p>
      </div>
      {rows.map((meeting, index) => (
        <MeetingRow key={index} meeting={meeting} number={index + 1} />
      ))}
      {error === undefined ? null : <FieldError>{error}</FieldError>}
      {hydrated ? (
        <Button type="button" size="small" className="w-fit" onClick={() => setAdded((count) => count + 1)}>
          Add a meeting
        </Button>
      ) : null}
    </section>
  );
}

function Trainers({
  trainers,
  chosen,
  error,
}: {
  trainers: readonly Named[];
  chosen: readonly string[];
  error: string | undefined;
}) {
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 font-medium">Trainers</legend>
      <div className="flex flex-wrap gap-x-6 gap-y-1">
        {trainers.map(({ id, name }) => (
          <label key={id} className="flex items-center gap-2">
            <input
              type="checkbox"
              name="trainer"
              value={id}
              defaultChecked={chosen.includes(String(id))}
              className="size-4 accent-accent"
            />
            {name}
          </label>
        ))}
      </div>
      {error === undefined ? null : <FieldError>{error}</FieldError>}
    </fieldset>
  );
}

/** That it is recorded, with what that means for those in it. */
function Recorded({ ticked, error }: { ticked: boolean; error: string | undefined }) {
  return (
    <div className="grid gap-1">
      <label className="flex items-center gap-2 font-medium">
        <input
          type="checkbox"
          name="recorded"
          value="yes"
          defaultChecked={ticked}
          aria-describedby={`recorded-hint${error === undefined ? '' : ' recorded-error'}`}
          aria-invalid={error === undefined ? undefined : true}
          className="size-4 accent-accent"
        />
        It is recorded
      </label>
      <p id="recorded-hint" className="max-w-prose text-sm text-ink-soft">
        Names, pictures and voices of those who take part may be seen and heard. Everybody with a place is told by
        e-mail and on their page, and whoever enrols sees it before. Say so before it first meets: of a session whose
        people were not told by then, no recording can be kept.
      </p>
      {error === undefined ? null : <FieldError id="recorded-error">{error}</FieldError>}
    </div>
  );
}

/** What a session is made of. `back` is where one came from. */
export function SessionFields({
  shown,
  faults,
  meanwhile = null,
  choices,
  isNew,
  back,
}: {
  shown: TypedSession;
  faults: Readonly<Record<string, string>>;
  /** Where somebody else changed it since: what stands there now. */
  meanwhile?: ReactNode;
  choices: SessionChoices;
  isNew: boolean;
  back: string;
}) {
  const busy = useNavigation().state !== 'idle';
  return (
    <Card>
      <Form method="post" className="grid gap-4">
        <input type="hidden" name="revision" value={shown.revision} />
        {meanwhile}
        {faults['form'] ? <Notice live tone="danger" title={faults['form']} /> : null}
        {isNew ? (
          <SelectField
            label="Workshop"
            name="workshopId"
            defaultValue={shown.workshopId}
            error={faults['workshopId']}
            required
          >
            <option value="">Choose…</option>
            {choices.workshops.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
        ) : (
          <input type="hidden" name="workshopId" value={shown.workshopId} />
        )}
        <TextField
          label="Title"
          name="title"
          defaultValue={shown.title}
          error={faults['title']}
          required
          maxLength={200}
          hint="Tells it from the others, such as “December, evenings”."
        />
        <div className="grid gap-4 sm:grid-cols-3">
          <SelectField label="Language" name="language" defaultValue={shown.language} error={faults['language']}>
            {choices.languages.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </SelectField>
          <SelectField label="Time zone" name="zone" defaultValue={shown.zone} error={faults['zone']}>
            {choices.zones.map((zone) => (
              <option key={zone} value={zone}>
                {zone.replace('_', ' ')}
              </option>
            ))}
          </SelectField>
          <TextField
            label="Places"
            name="places"
            inputMode="numeric"
            defaultValue={shown.places}
            error={faults['places']}
            placeholder="as many as come"
          />
        </div>
        <TextField
          label="Teams link"
          name="link"
          type="url"
          defaultValue={shown.link}
          error={faults['link']}
          placeholder="https://"
          hint="Shown to those who have a place, and in their calendar file."
        />
        <Recorded ticked={shown.recorded === 'yes'} error={faults['recorded']} />
        <Trainers trainers={choices.trainers} chosen={shown.trainers} error={faults['trainers']} />
        {/* Made anew where rows fell out: else what stands in a row would be another meeting's than the row is. */}
        <Meetings key={JSON.stringify(shown.meetings)} meetings={shown.meetings} error={faults['meetings']} />
        <div className="flex gap-2">
          <Button look="primary" disabled={busy}>
            {isNew ? 'Add' : 'Save'}
          </Button>
          <ButtonLink to={back}>Back</ButtonLink>
        </div>
      </Form>
    </Card>
  );
}

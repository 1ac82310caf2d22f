import { Form, Link, useNavigation } from '@remix-run/react';

import { noonOf } from '#app/platform/noon.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { TextField } from '#app/ui/field.tsx';
import { counted, formatDay } from '#app/ui/format.ts';
import { Notice } from '#app/ui/notice.tsx';

import type { TypedRecording } from './recording-form.ts';
import type { SessionRecordings } from './recordings.server.ts';
import type { Faults } from './session-form.ts';
import { RECORDING_REFUSALS } from './session-words.ts';

/** 'YYYY-MM-DD' as a day that people read. */
export const readableDay = (day: string): string => formatDay(noonOf(day));

/** Title, link and last day; `latest` is the last that there may be. */
export function RecordingFields({
  shown,
  faults,
  today,
  latest,
}: {
  shown: TypedRecording;
  faults: Faults;
  today: string;
  latest: string | null;
}) {
  return (
    <>
      <input type="hidden" name="revision" value={shown.revision} />
      {faults['form'] ? <Notice live tone="danger" title={faults['form']} /> : null}
      <TextField
        label="Title"
        name="title"
        defaultValue={shown.title}
        error={faults['title']}
        required
        maxLength={200}
      />
      <TextField
        label="Link"
        name="url"
        type="url"
        defaultValue={shown.url}
        error={faults['url']}
        required
        placeholder="https://"
        hint="It stands on no page of learners: whoever opens the recording is led there, and that is written down."
      />
      <TextField
        label="Last day"
        name="until"
        type="date"
        min={today}
        max={latest ?? undefined}
        defaultValue={shown.until}
        error={faults['until']}
        required
        className="max-w-96"
        hint={
          latest === null ? undefined : `${readableDay(latest)} at the latest. On the day after it is deleted here.`
        }
      />
    </>
  );
}

function AddRecording({
  recordings: { sessionId, today, latest },
  typed,
  faults,
}: {
  recordings: SessionRecordings;
  typed: TypedRecording | undefined;
  faults: Faults;
}) {
  const busy = useNavigation().state !== 'idle';
  return (
    <Form method="post" action={`/train/sessions/${sessionId}/recordings`} className="grid max-w-[640px] gap-4">
      <RecordingFields
        shown={typed ?? { revision: '', title: '', url: '', until: latest ?? '' }}
        faults={faults}
        today={today}
        latest={latest}
      />
      <Button disabled={busy} className="w-fit">
        Add the recording
      </Button>
    </Form>
  );
}

/** The recordings of a session; the form to add one, or why there can be none. */
export function RecordingsCard({
  recordings,
  typed,
  faults = {},
}: {
  recordings: SessionRecordings;
  typed?: TypedRecording | undefined;
  faults?: Faults | undefined;
}) {
  const { standing, recordings: kept } = recordings;
  return (
    <Card title="Recordings">
      {kept.length === 0 ? null : (
        <ul className="mb-4 divide-y divide-line border-y border-line">
          {kept.map(({ id, title, until, openedBy }) => (
            <li key={id} className="flex flex-wrap items-baseline gap-x-4 py-2">
              <Link
                to={`/train/recordings/${id}`}
                className="min-w-0 font-medium wrap-anywhere text-accent underline-offset-2 hover:underline"
              >
                {title}
              </Link>
              <span className="text-ink-soft">until {readableDay(until)}</span>
              <span className="text-ink-soft tabular-nums">
                {openedBy === 0 ? 'nobody has opened it' : `opened by ${counted(openedBy, 'person', 'people')}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {standing === 'open' ? (
        <details open={typed !== undefined || kept.length === 0}>
          <summary className="w-fit rounded-sm font-medium text-accent underline-offset-2 hover:underline">
            Add a recording
          </summary>
          <p className="my-3 max-w-prose text-ink-soft">
            Those with a place in the workshop can open it, and Microsoft where that is agreed. Upload nothing here: the
            recording stays where it is, and its own last day is set there.
          </p>
          <AddRecording key={kept.length} recordings={recordings} typed={typed} faults={faults} />
        </details>
      ) : (
        <p className="max-w-prose text-ink-soft">{RECORDING_REFUSALS[standing]['form']}</p>
      )}
    </Card>
  );
}

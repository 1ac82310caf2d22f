import { Form, useNavigation } from '@remix-run/react';

import { isLanguage, LANGUAGE_NAMES } from '#app/features/language/language.ts';
import { useMessages } from '#app/features/language/use-language.tsx';
import { Tag } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';

import type { Learning, OpenSession } from './enrolments.server.ts';
import { useMeetingWords } from './own-session.tsx';

/** Which session of a workshop to be in; none in particular will do. */
function Sessions({ id: of, sessions, workshop }: { id: number; sessions: readonly OpenSession[]; workshop: string }) {
  const { enrol } = useMessages().home;
  const tell = useMeetingWords();
  return (
    <select
      name="sessionId"
      defaultValue=""
      aria-label={`${enrol.session} ${enrol.in(workshop)}`}
      aria-describedby={sessions.some(({ recorded }) => recorded) ? `recorded-${of}` : undefined}
      className="control h-8 max-w-72 text-sm"
    >
      <option value="">{enrol.withoutSession}</option>
      {sessions.map(({ id, title, zone, language, limited, recorded, next }) => (
        <option key={id} value={id}>
          {[
            title,
            isLanguage(language) ? LANGUAGE_NAMES[language] : language,
            next && tell(next, zone),
            limited && enrol.limited,
            recorded && enrol.recorded,
          ]
            .filter(Boolean)
            .join(' · ')}
        </option>
      ))}
    </select>
  );
}

/** What one can enrol in by oneself; folded away for those who have something to do already. */
export function OpenWorkshops({ open, unfolded }: { open: Learning['open']; unfolded: boolean }) {
  const { enrol, leadsTo } = useMessages().home;
  const navigation = useNavigation();
  const sent = navigation.formData?.get('workshopId');
  if (open.length === 0) return null;
  return (
    <details open={unfolded} className="rounded-md border border-line bg-surface shadow-card">
      <summary className="rounded-md px-4 py-3 text-lg font-semibold">
        {enrol.title} <span className="text-base font-normal text-ink-soft tabular-nums">{open.length}</span>
      </summary>
      <p className="px-4 pb-2 text-ink-soft">{enrol.text}</p>
      <ul className="divide-y divide-line border-t border-line">
        {open.map(({ id, workshop, examCode, limited, sessions }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-2.5">
            <span className="flex min-w-0 flex-wrap items-center gap-2">
              <span className="font-medium">{workshop}</span>
              {examCode ? <Tag>{leadsTo(examCode)}</Tag> : null}
              {limited ? <Tag>{enrol.limited}</Tag> : null}
              {sessions.some(({ recorded }) => recorded) ? (
                <span id={`recorded-${id}`} className="max-w-prose basis-full text-sm text-ink-soft">
                  {enrol.recordedText}
                </span>
              ) : null}
            </span>
            <Form method="post" preventScrollReset className="flex flex-wrap items-center gap-2">
              <input type="hidden" name="intent" value="enrol" />
              <input type="hidden" name="workshopId" value={id} />
              {sessions.length === 0 ? null : <Sessions id={id} sessions={sessions} workshop={workshop} />}
              <Button size="small" disabled={sent === String(id)}>
                {enrol.button} <span className="sr-only">{enrol.in(workshop)}</span>
              </Button>
            </Form>
          </li>
        ))}
      </ul>
    </details>
  );
}

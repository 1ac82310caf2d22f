import { Form, useNavigation } from '@remix-run/react';

import { useFormats, useMessages } from '#app/features/language/use-language.tsx';
import { CONSENTS } from '#app/features/people/consent.ts';
import type { ConsentEntry } from '#app/features/privacy/own-data.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';

/** Each consent as a switch, with everything that was said about it before. Withdrawing takes as many clicks as giving: one. */
export function Consents({
  entries,
  member,
}: {
  entries: readonly ConsentEntry[];
  /** Of the person's country. */ member: string | null;
}) {
  const { privacy, register } = useMessages();
  const words = privacy.consents;
  const { formatDayTime } = useFormats();
  const busy = useNavigation().state !== 'idle';
  const howOf = (how: string): string => Object.entries(words.how).find(([known]) => known === how)?.[1] ?? how;
  return (
    <Card title={words.title} flush>
      <p className="px-4 pb-3 text-ink-soft">{words.lead}</p>
      <ul className="divide-y divide-line border-t border-line">
        {CONSENTS.map((consent) => {
          const said = entries.filter((entry) => entry.consent === consent);
          const given = said[0]?.given === true;
          return (
            <li key={consent} className="grid gap-2 px-4 py-3 sm:grid-cols-[minmax(0,1fr)_auto] sm:gap-x-6">
              <div>
                <h3 id={`consent-${consent}`} className="flex flex-wrap items-center gap-2 font-medium">
                  {words.names[consent]}
                  <Badge tone={given ? 'success' : 'neutral'}>{given ? words.given : words.notGiven}</Badge>
                </h3>
                <p className="text-ink-soft">
                  {words.about[consent]}
                  {consent === 'member-sharing' && member !== null ? ` ${register.memberIs(member)}` : null}
                </p>
                {said.length === 0 ? null : (
                  <details className="mt-1 text-sm text-ink-soft">
                    <summary className="w-fit rounded-sm underline-offset-2 hover:underline">{words.history}</summary>
                    <ul className="mt-1">
                      {said.map(({ at, given: wasGiven, how }) => (
                        <li key={String(at)}>
                          {wasGiven ? words.gaveOn(formatDayTime(at)) : words.withdrewOn(formatDayTime(at))},{' '}
                          {howOf(how)}
                        </li>
                      ))}
                    </ul>
                  </details>
                )}
              </div>
              <Form method="post" preventScrollReset className="self-center">
                <input type="hidden" name="intent" value="consent" />
                <input type="hidden" name="consent" value={consent} />
                <Button
                  name="given"
                  value={given ? 'no' : 'yes'}
                  disabled={busy}
                  aria-describedby={`consent-${consent}`}
                >
                  {given ? words.withdraw : words.give}
                </Button>
              </Form>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

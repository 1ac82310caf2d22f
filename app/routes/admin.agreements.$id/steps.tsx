import { Form, useNavigation } from '@remix-run/react';

import { SENT_BACK_REASONS, SENT_BACK_WORDS } from '#app/features/agreements/sent-back.ts';
import type { ShownAgreement } from '#app/features/agreements/show-agreement.server.ts';
import { RULE_WORDS, RULES } from '#app/features/agreements/terms.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { Notice } from '#app/ui/notice.tsx';

import { Exposed } from './exposed.tsx';
import { StateBadge } from './versions.tsx';

type Props = { shown: ShownAgreement };

function Step({ done, children }: { done: boolean; children: string }) {
  return (
    <li className="flex items-start gap-2">
      <Icon name={done ? 'check' : 'more'} size="small" className={done ? 'mt-1 text-success' : 'mt-1 text-ink-soft'} />
      <span className={done ? undefined : 'text-ink-soft'}>{children}</span>
    </li>
  );
}

function Rule({ shown }: Props) {
  const { selected, exposure } = shown;
  return (
    <Form method="post" preventScrollReset className="mt-4 grid gap-3 border-t border-line pt-4">
      <h3 className="font-semibold">When an exam row could be read as one person’s</h3>
      <Exposed exposure={exposure} untold={selected.outside.length > 0} />
      <input type="hidden" name="number" value={selected.number} />
      <input type="hidden" name="digest" value={selected.digest} />
      <fieldset className="grid gap-2">
        <legend className="sr-only">Rule</legend>
        {RULES.map((rule) => (
          <label key={rule} className="flex items-start gap-2">
            <input
              type="radio"
              name="rule"
              value={rule}
              required
              defaultChecked={rule === selected.rule}
              className="mt-1 size-4"
            />
            <span>
              <span className="font-medium">{RULE_WORDS[rule].name}</span>
              <span className="block text-sm text-ink-soft">{RULE_WORDS[rule].what}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <div>
        <Button name="intent" value="choose-rule" look={selected.isRuleChosen ? 'secondary' : 'primary'}>
          {selected.isRuleChosen ? 'Choose again' : 'Choose this rule'}
        </Button>
      </div>
    </Form>
  );
}

function Decide({ shown }: Props) {
  const { selected, may, whyNotApprovable } = shown;
  const busy = useNavigation().state !== 'idle';
  return (
    <div className="mt-4 grid gap-4 border-t border-line pt-4">
      {whyNotApprovable === null ? (
        <Form method="post" preventScrollReset className="flex flex-wrap items-center gap-3">
          <input type="hidden" name="number" value={selected.number} />
          <input type="hidden" name="digest" value={selected.digest} />
          <Button look="primary" name="intent" value="approve" disabled={busy}>
            Approve version {selected.number}
          </Button>
          <span className="text-sm text-ink-soft">
            What stands here is what is approved. It is never changed after that.
          </span>
        </Form>
      ) : (
        <Notice tone="info" title="It can’t be approved by you now">
          {whyNotApprovable}
        </Notice>
      )}
      {may.approve ? (
        <Form method="post" preventScrollReset className="flex flex-wrap items-end gap-2">
          <input type="hidden" name="number" value={selected.number} />
          <SelectField label="Or send it back because of" name="because">
            {SENT_BACK_REASONS.map((reason) => (
              <option key={reason} value={reason}>
                {SENT_BACK_WORDS[reason]}
              </option>
            ))}
          </SelectField>
          <Button name="intent" value="send-back">
            Send back
          </Button>
        </Form>
      ) : null}
    </div>
  );
}

/** Where the version stands, who did what, and what can be done next. */
export function Steps({ shown }: Props) {
  const { selected, may, id, sentBack } = shown;
  const open = selected.state === 'draft' || selected.state === 'proposed';
  return (
    <Card>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="flex flex-wrap items-center gap-3 text-lg font-semibold">
          Version {selected.number} <StateBadge state={selected.state} />
        </h2>
        <ButtonLink to={`/admin/agreements/${id}/sample?version=${selected.number}`} reloadDocument size="small">
          Sample workbook
        </ButtonLink>
      </div>
      <p className="mt-1 text-sm text-ink-soft">The sample is of made-up people, and says so.</p>
      {sentBack === null ? null : (
        <Notice tone="warn" title={sentBack} className="mt-3">
          Change it, then propose it again.
        </Notice>
      )}
      <ul className="mt-3 grid gap-1">
        {selected.steps.map(({ done, words }) => (
          <Step key={words} done={done}>
            {words}
          </Step>
        ))}
      </ul>
      {open && may.chooseRule ? <Rule shown={shown} /> : null}
      {selected.state === 'proposed' ? <Decide shown={shown} /> : null}
      {may.draft ? (
        <div className="mt-4 flex flex-wrap items-end gap-3 border-t border-line pt-4">
          {selected.state === 'draft' ? (
            <Form method="post" preventScrollReset>
              <input type="hidden" name="number" value={selected.number} />
              <Button look="primary" name="intent" value="propose">
                Propose to a second person
              </Button>
            </Form>
          ) : null}
          {open || selected.state === 'coming' ? (
            <details>
              <summary className="cursor-pointer font-medium">
                {open ? 'Withdraw this draft' : 'Withdraw it before it begins'}
              </summary>
              <Form method="post" preventScrollReset className="mt-2 grid gap-2">
                <input type="hidden" name="number" value={selected.number} />
                <input type="hidden" name="digest" value={selected.digest} />
                <input type="hidden" name="as" value={open ? 'draft' : 'coming'} />
                <p className="text-sm text-ink-soft">
                  It stays in the list and is never sent by. Another one can be drafted from it.
                </p>
                <div>
                  <Button look="danger" name="intent" value="withdraw">
                    Withdraw version {selected.number}
                  </Button>
                </div>
              </Form>
            </details>
          ) : (
            <Form method="post" preventScrollReset className="flex flex-wrap items-end gap-2">
              <input type="hidden" name="from" value={selected.number} />
              <TextField
                label="Another version, holding from"
                name="inForceFrom"
                type="date"
                required
                defaultValue={shown.nextFrom}
              />
              <Button name="intent" value="draft">
                Draft it from this one
              </Button>
            </Form>
          )}
        </div>
      ) : null}
    </Card>
  );
}

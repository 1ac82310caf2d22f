import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { KeptForm } from '#app/features/access/kept-form.tsx';
import { readForm } from '#app/features/access/read-form.server.ts';
import { requireActor } from '#app/features/access/require.server.ts';
import { wasWarned, type DuePerson } from '#app/features/privacy/due-person.ts';
import { confirmRetention, previewRetention } from '#app/features/privacy/run-retention.server.ts';
import { LIVE_REASONS, ruleOf } from '#app/features/privacy/retention-rules.ts';
import { noonOf } from '#app/platform/noon.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { counted, formatDay } from '#app/ui/format.ts';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Due today') }];

/** After a refusal, too: what is due by now is what may be confirmed. */
export const shouldRevalidate = (): boolean => true;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'retention:run');
  return previewRetention(actor);
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'retention:run');
  const digest = (await readForm(request)).get('digest');
  const done = await confirmRetention(actor, typeof digest === 'string' ? digest : '');
  if (!done.ok) return data({ refused: done.reason }, { status: 409 });
  return redirect(`/desk/retention/run?gone=${done.value.gone}&kept=${done.value.kept}`);
}

const day = (text: string): string => formatDay(noonOf(text));

const WHO: readonly Column<DuePerson>[] = [
  {
    id: 'name',
    header: 'Person',
    cell: ({ firstName, lastName }) => (
      <bdi>
        {firstName} {lastName}
      </bdi>
    ),
  },
  { id: 'rule', header: 'By rule', cell: ({ rule }) => ruleOf(rule).label },
  { id: 'used', header: 'Last used', cell: ({ usedOn }) => day(usedOn) },
];
const GOES: readonly Column<DuePerson>[] = [
  ...WHO,
  {
    id: 'warned',
    header: 'Warned',
    cell: (person) =>
      wasWarned(person) && person.warnedOn !== null ? (
        day(person.warnedOn)
      ) : (
        <Badge tone="warn">No mail reaches them</Badge>
      ),
  },
];
const STAYS: readonly Column<DuePerson>[] = [
  ...WHO,
  {
    id: 'kept',
    header: 'Stays because',
    cell: ({ keptBecause }) => (keptBecause === null ? '' : LIVE_REASONS[keptBecause]),
  },
];

const REFUSALS = {
  changed: 'What is due is not what was shown any more. Nothing went: look again.',
  'nothing-due': 'Nobody is to go any more. Nothing went.',
} as const;

/** The number that an address says, of what was done a moment ago. */
const told = (parameters: URLSearchParams, name: string): number | null => {
  const text = parameters.get(name) ?? '';
  return /^\d{1,7}$/.test(text) ? Number(text) : null;
};

export default function RetentionRun() {
  const { goes, stays, digest, warnedDigest } = useLoaderData<typeof loader>();
  const unreached = goes.filter((person) => !wasWarned(person)).length;
  const refusal = useActionData<typeof action>();
  const busy = useNavigation().state !== 'idle';
  const [parameters] = useSearchParams();
  const [gone, kept] = [told(parameters, 'gone'), told(parameters, 'kept')];
  return (
    <div className="max-w-[960px]">
      <PageHeading
        crumbs={[{ to: '/desk/retention', label: 'Retention' }]}
        title="Due today"
        lead="Exactly those who stand here go, once you confirm it. Each is looked at once more then: who signed in meanwhile stays."
      />
      <div className="grid gap-4">
        {refusal ? <Notice live tone="danger" title={REFUSALS[refusal.refused]} /> : null}
        {gone === null || refusal ? null : (
          <Notice live tone="success" title={`${counted(gone, 'account')} went.`}>
            {kept ? `${counted(kept, 'other')} stayed: something is not finished yet by now. ` : null}
            It stands under “What went” and in the audit.
          </Notice>
        )}
        <Card title={goes.length === 0 ? 'Nobody goes' : counted(goes.length, 'account goes', 'accounts go')} flush>
          {goes.length === 0 ? (
            <p className="px-4 pb-4 text-ink-soft">Nobody’s time is over without something that keeps them.</p>
          ) : (
            <>
              <DataTable caption="Who goes" columns={GOES} rows={goes} rowKey={({ id }) => id} stacks />
              <KeptForm method="post" className="grid gap-3 border-t border-line p-4">
                {unreached === 0 ? null : (
                  <Notice tone="warn" title={`${counted(unreached, 'person was', 'people were')} not warned`}>
                    Their mail came back, or no mail server took it for thirty days. By themselves they never go; you
                    may let them go, or leave them until they can be reached.
                  </Notice>
                )}
                <p>
                  Everything that is held about them goes, for good; recipients who were given a row are told which.
                  They may register again as if for the first time.
                </p>
                <div className="flex flex-wrap gap-2">
                  <Button look="danger" name="digest" value={digest} disabled={busy}>
                    Delete {counted(goes.length, 'account')}
                  </Button>
                  {unreached === 0 || unreached === goes.length ? null : (
                    <Button name="digest" value={warnedDigest} disabled={busy}>
                      Delete only those who were warned: {goes.length - unreached}
                    </Button>
                  )}
                  <ButtonLink to="/desk/retention" look="quiet">
                    Not now
                  </ButtonLink>
                </div>
              </KeptForm>
            </>
          )}
        </Card>
        {stays.length === 0 ? null : (
          <Card title={counted(stays.length, 'account stays', 'accounts stay')} flush>
            <DataTable caption="Who stays" columns={STAYS} rows={stays} rowKey={({ id }) => id} stacks />
          </Card>
        )}
      </div>
    </div>
  );
}

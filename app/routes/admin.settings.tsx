import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';

import { readForm } from '#app/features/access/read-form.server.ts';
import { requireActor } from '#app/features/access/require.server.ts';
import { parseSettings } from '#app/features/settings/settings-form.ts';
import { SettingFields } from '#app/features/settings/setting-fields.tsx';
import { listSettings, setSettings } from '#app/features/settings/settings.server.ts';
import { Button } from '#app/ui/button.tsx';
import { counted } from '#app/ui/format.ts';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta: MetaFunction = () => [{ title: 'Settings · Partner Skills' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'setting:list');
  return { settings: await listSettings(actor) };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'setting:change');
  const parsed = parseSettings(await readForm(request));
  if (!parsed.ok) return data({ changed: null, ...parsed.reason }, { status: 400 });
  return data({ changed: await setSettings(actor, parsed.value), faults: {}, typed: {} });
}

export default function Settings() {
  const { settings } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state !== 'idle';
  return (
    <>
      <PageHeading
        title="Settings"
        lead="What the association decides otherwise than the portal proposes. Each change is in the audit."
      />
      {answer === undefined ? null : answer.changed === null ? (
        <Notice live tone="danger" title="Nothing was saved: look at what is marked below." className="mb-4" />
      ) : (
        <Notice
          live
          tone="success"
          title={
            answer.changed === 0 ? 'Nothing was different.' : `Saved: ${counted(answer.changed, 'setting')} changed.`
          }
          className="mb-4"
        />
      )}
      <Form method="post" className="grid max-w-[760px] gap-4" noValidate>
        <SettingFields settings={settings} faults={answer?.faults ?? {}} typed={answer?.typed ?? {}} />
        <div>
          <Button look="primary" disabled={busy}>
            Save
          </Button>
        </div>
      </Form>
    </>
  );
}

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';

import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { requireActor } from '#app/features/access/require.server.ts';
import { theAcademy, titleOf } from '#app/features/language/academy.ts';
import { LOGO_FAULTS, LOGO_THEMES } from '#app/features/settings/logo.ts';
import { changeLogo, listLogos } from '#app/features/settings/logos.server.ts';
import { receiveLogo } from '#app/features/settings/receive-logo.server.ts';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

import { LogoForm } from './logo-form.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Logo') }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'setting:list');
  return { logos: await listLogos(actor), name: theAcademy().shortName };
}

const STATUS = { 'too-large': 413, 'too-slow': 408 } as const;

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'setting:change');
  await limitActor('upload:actor', actor);
  const change = await receiveLogo(request);
  if (!change.ok)
    return data(
      { ok: false, message: LOGO_FAULTS[change.reason] },
      { status: change.reason === 'too-large' || change.reason === 'too-slow' ? STATUS[change.reason] : 400 },
    );
  const changed = await changeLogo(actor, change.value);
  if (changed.ok)
    return data({ ok: true, message: changed.value ? 'Saved. Pages show it now.' : 'Nothing was different.' });
  const message =
    changed.reason.why === 'light-first'
      ? 'Set the picture for where it is light first: without it there is no logo.'
      : `${changed.reason.by ?? 'Somebody'} changed this picture meanwhile, and nothing of yours was saved. Look at what stands below, and send yours again to have it.`;
  return data({ ok: false, message }, { status: 409 });
}

export default function SiteLogoPage() {
  const { logos, name } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <div className="max-w-[860px]">
      <PageHeading
        title="Logo"
        crumbs={[{ to: '/admin/settings', label: 'Settings' }]}
        lead={`Stands instead of “${name}” at the top of every page, public ones too, 32 pixels high. Each change is in the audit.`}
      />
      {answer ? <Notice live tone={answer.ok ? 'success' : 'danger'} title={answer.message} className="mb-4" /> : null}
      <div className="grid gap-4">
        {LOGO_THEMES.map((theme) => (
          <LogoForm key={theme} theme={theme} logos={logos} name={name} />
        ))}
      </div>
    </div>
  );
}

import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useLoaderData, useNavigation } from '@remix-run/react';

import { canSendCodes, sendCode } from '#app/features/access/codes.server.ts';
import { isEntraInUse, startEntra } from '#app/features/access/entra-sign-in.server.ts';
import { findInvitation } from '#app/features/access/invitations.server.ts';
import { limitNetwork } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { notFound } from '#app/features/access/require.server.ts';
import { readInvitation } from '#app/features/access/sign-in-forms.ts';
import { Or } from '#app/features/access/ways-in.tsx';
import { titled, useMessages } from '#app/features/language/use-language.tsx';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta: MetaFunction = (args) => [
  ...titled(({ signIn }) => signIn.invitation.title)(args),
  { name: 'robots', content: 'noindex' },
];

/** Used, over, withdrawn or never made: the same answer, so that nothing can be learned by trying. */
const gone = () => data({ kind: null, hasWorkAccounts: false, hasCodes: false }, { status: 410 });

/** Changes nothing and names nobody: mail scanners open links, too. */
export async function loader({ params }: LoaderFunctionArgs) {
  await limitNetwork('invitation:network');
  const invitation = await findInvitation(params['token']);
  if (invitation === null) return gone();
  const { kind } = invitation;
  return data({ kind, hasWorkAccounts: isEntraInUse(), hasCodes: kind !== 'staff' && canSendCodes() });
}

export async function action({ request, params }: ActionFunctionArgs) {
  await limitNetwork('invitation:network');
  const sent = readInvitation(await readForm(request));
  if (!sent.ok) throw notFound();
  const invitation = await findInvitation(params['token']);
  if (invitation === null) return gone();
  const { id, kind } = invitation;
  if (sent.value.way === 'code') {
    if (kind === 'staff' || !canSendCodes()) throw notFound();
    await limitNetwork('code:network');
    const { cookie } = await sendCode(request, { whom: { invitationId: id }, returnTo: '/' });
    return redirect('/sign-in/code', { headers: { 'Set-Cookie': cookie } });
  }
  if (!isEntraInUse()) throw notFound();
  const authority = kind === 'staff' ? 'staff' : 'organizations';
  const { location, cookie } = await startEntra(request, { authority, returnTo: '/', invitationId: id });
  return redirect(location, { headers: { 'Set-Cookie': cookie } });
}

export default function Invitation() {
  const { kind, hasWorkAccounts, hasCodes } = useLoaderData<typeof loader>();
  const busy = useNavigation().state !== 'idle';
  const { signIn } = useMessages();
  const { invitation } = signIn;
  if (kind === null) return <Gone />;
  return (
    <div className="mx-auto max-w-[440px]">
      <PageHeading title={invitation.invited} lead={invitation.why[kind]} />
      <div className="grid gap-4">
        {hasWorkAccounts && (
          <Card>
            <Form method="post" className="grid gap-3">
              <p className="text-ink-soft">{kind === 'staff' ? invitation.staffAccount : invitation.workAccount}</p>
              <Button name="way" value="work-account" look="primary" disabled={busy} className="w-full">
                <Icon name="key" size="small" />
                {signIn.microsoft}
              </Button>
            </Form>
          </Card>
        )}
        {hasWorkAccounts && hasCodes ? <Or /> : null}
        {hasCodes && (
          <Card>
            <Form method="post" className="grid gap-3">
              <p className="text-ink-soft">{invitation.byCode}</p>
              <Button
                name="way"
                value="code"
                look={hasWorkAccounts ? 'secondary' : 'primary'}
                disabled={busy}
                className="w-full"
              >
                <Icon name="contacts" size="small" />
                {invitation.sendCode}
              </Button>
            </Form>
          </Card>
        )}
        {!hasWorkAccounts && !hasCodes && (
          <Notice tone="warn" title={invitation.notSetUp}>
            {invitation.notSetUpText}
          </Notice>
        )}
      </div>
    </div>
  );
}

function Gone() {
  const { signIn } = useMessages();
  const { invitation } = signIn;
  return (
    <div className="mx-auto max-w-[440px]">
      <PageHeading title={invitation.gone} />
      <div className="grid gap-4">
        <p className="text-lg text-ink-soft">{invitation.goneText}</p>
        <p>{invitation.goneNext}</p>
        <div>
          <ButtonLink to="/sign-in" look="primary">
            {signIn.title}
          </ButtonLink>
        </div>
      </div>
    </div>
  );
}

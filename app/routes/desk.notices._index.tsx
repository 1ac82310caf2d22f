import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, Link, useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { requireActor } from '#app/features/access/require.server.ts';
import { beginDraft, findDraft } from '#app/features/notices/drafts.server.ts';
import { listVersions, type ListedVersion } from '#app/features/notices/standing.server.ts';
import { STAND_WORDS, STANDS } from '#app/features/notices/stands.ts';
import { noonOf } from '#app/platform/noon.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { formatDay, formatNumber } from '#app/ui/format.ts';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Privacy notices') }];

const DONE: Readonly<Record<string, string>> = {
  published: 'Published. People are told by mail, and on their own pages.',
  dropped: 'The draft is gone. The notice that is in force stays as it is.',
};

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'notice:list');
  const inQuestion = await findDraft(actor);
  return {
    versions: await listVersions(actor),
    draft: inQuestion === null ? null : { version: inQuestion.draft.version, by: inQuestion.draft.draftedBy },
    done: DONE[new URL(request.url).searchParams.get('done') ?? ''] ?? null,
  };
}

/** Begins the next version; where somebody has begun it, theirs is the one. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'notice:draft');
  if ((await readForm(request)).get('intent') !== 'begin') throw new Response('Bad request', { status: 400 });
  await beginDraft(actor);
  return redirect('/desk/notices/draft');
}

const COLUMNS: readonly Column<ListedVersion>[] = [
  {
    id: 'version',
    header: 'Version',
    className: 'whitespace-nowrap',
    cell: ({ version }) => (
      <Link to={`/desk/notices/${version}`} className="font-medium text-accent underline-offset-2 hover:underline">
        Version {version}
      </Link>
    ),
  },
  {
    id: 'from',
    header: 'In force from',
    cell: ({ publishedOn, isAhead, widens }) => (
      <span className="flex flex-wrap items-center gap-2">
        {formatDay(noonOf(publishedOn))}
        {isAhead ? <Badge tone="info">to come</Badge> : null}
        {widens ? <Badge tone="warn">more happens</Badge> : null}
      </span>
    ),
  },
  {
    id: 'holders',
    header: 'People under it',
    align: 'right',
    cell: ({ holders }) => formatNumber(holders),
  },
  ...STANDS.map((stand): Column<ListedVersion> => ({
    id: stand,
    header: STAND_WORDS[stand],
    align: 'right',
    className: 'max-w-32 whitespace-normal wrap-normal',
    cell: ({ version, announcedAt, [stand]: count }) =>
      announcedAt === null ? (
        <span className="text-ink-soft">–</span>
      ) : count === 0 ? (
        '0'
      ) : (
        <Link to={`/desk/notices/${version}?who=${stand}`} className="text-accent underline-offset-2 hover:underline">
          {formatNumber(count)}
        </Link>
      ),
  })),
];

export default function Notices() {
  const { versions, draft, done } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading
        title="Privacy notices"
        lead="What people are told, version by version. A published version is never rewritten. What a new one tells beyond the old applies to somebody thirty days after they were told, unless they object."
      />
      {done === null ? null : <Notice live tone="success" title={done} className="mb-4" />}
      <Card className="mb-4">
        {draft === null ? (
          <Form method="post" action="/desk/notices?index" className="flex flex-wrap items-center gap-3">
            <Button look="primary" name="intent" value="begin">
              Write the next version
            </Button>
            <span className="text-ink-soft">It begins with the words of the newest one.</span>
          </Form>
        ) : (
          <div className="flex flex-wrap items-center gap-3">
            <ButtonLink to="/desk/notices/draft" look="primary">
              Go on with version {draft.version}
            </ButtonLink>
            <span className="text-ink-soft">Begun by {draft.by}; nobody else sees it before it is published.</span>
          </div>
        )}
      </Card>
      <Card flush>
        {versions.length === 0 ? (
          <Empty icon="shield" title="No notice yet">
            Nobody can register before there is one.
          </Empty>
        ) : (
          <DataTable
            stacks
            caption="Versions of the privacy notice"
            columns={COLUMNS}
            rows={versions}
            rowKey={({ version }) => version}
          />
        )}
      </Card>
    </>
  );
}

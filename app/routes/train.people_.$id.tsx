import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';

import { titleOf } from '#app/features/language/academy.ts';
import { isPermitted } from '#app/features/access/permissions.ts';
import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { found, readId, requireActor } from '#app/features/access/require.server.ts';
import { findPersonOverview } from '#app/features/overview/person-overview.server.ts';
import { Employments, Enrolments, Exams } from '#app/features/overview/person-tables.tsx';
import { Card } from '#app/ui/card.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Person') }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'person:read');
  await limitActor('search:actor', actor);
  const person = found(await findPersonOverview(actor, readId(params['id'])));
  return { person, mayOpenEmployers: isPermitted(actor, 'employer:list') };
}

function Part({ title, none, count, children }: { title: string; none: string; count: number; children: ReactNode }) {
  return (
    <Card flush title={title}>
      <div className="mt-2">{count === 0 ? <p className="px-4 pb-4 text-ink-soft">{none}</p> : children}</div>
    </Card>
  );
}

export default function Person() {
  const { person, mayOpenEmployers } = useLoaderData<typeof loader>();
  const { id, name, email, employments, enrolments, sittings, now } = person;
  return (
    <>
      <PageHeading title={name === '' ? email : name} crumbs={[{ to: '/search', label: 'Search' }]} lead={email} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Part title="Employments" none="Works for no company that we know of." count={employments.length}>
          <Employments employments={employments} mayOpen={mayOpenEmployers} />
        </Part>
        <Part title="Workshops" none="Is enrolled in none." count={enrolments.length}>
          <Enrolments enrolments={enrolments} />
        </Part>
        <Part title="Exams" none="Has booked none." count={sittings.length}>
          <Exams sittings={sittings} now={now} person={id} />
        </Part>
        <p className="text-sm text-ink-soft">That you opened this page is on record.</p>
      </div>
    </>
  );
}

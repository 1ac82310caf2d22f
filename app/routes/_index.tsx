import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import { findActor } from '#app/features/access/actors.server.ts';
import { homeOf } from '#app/features/access/navigation.ts';
import { elsewhere } from '#app/features/access/require.server.ts';
import { listReportedFields } from '#app/features/people/notice.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Icon, type IconName } from '#app/ui/icon.tsx';

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await findActor(request);
  if (actor) throw elsewhere(homeOf(actor));
  return { reported: listReportedFields() };
}

const PROMISES: readonly { icon: IconName; title: string; text: string }[] = [
  {
    icon: 'learning',
    title: 'Learn',
    text: 'Log how far you are in a workshop, and keep your exams by month in one place.',
  },
  {
    icon: 'shield',
    title: 'Nothing more leaves',
    text: 'Your employer and Microsoft get the agreed fields and no others. Exam results carry no name.',
  },
  {
    icon: 'reports',
    title: 'On record',
    text: 'Each report proves what it holds, and you can read what was told about you, to whom and when.',
  },
];

export default function Start() {
  const { reported } = useLoaderData<typeof loader>();
  return (
    <div className="grid gap-12">
      <section className="grid max-w-2xl gap-4 md:py-6">
        <p className="font-semibold text-accent">Partner Skills Academy</p>
        <h1 className="text-2xl font-bold text-balance md:text-[40px] md:leading-[46px]">
          Train, certify, and know exactly what is reported about you.
        </h1>
        <p className="text-lg text-ink-soft">
          The portal for people of partner companies who attend workshops and sit Microsoft exams, for those who train
          them, and for those who receive reports.
        </p>
        <div>
          <ButtonLink to="/sign-in" look="primary">
            Sign in
            <Icon name="arrow-right" />
          </ButtonLink>
        </div>
      </section>
      <ul className="grid gap-8 md:grid-cols-3">
        {PROMISES.map(({ icon, title, text }) => (
          <li key={title} className="grid content-start gap-2">
            <span className="grid size-10 place-items-center rounded-md bg-accent-tint text-accent">
              <Icon name={icon} />
            </span>
            <h2 className="text-lg font-semibold">{title}</h2>
            <p className="text-ink-soft">{text}</p>
          </li>
        ))}
      </ul>
      <section className="grid gap-4">
        <div>
          <h2 className="text-xl font-semibold">What your employer and Microsoft can be told</h2>
          <p className="mt-1 max-w-prose text-ink-soft">
            These fields at most; an agreement may leave some out. Exams are told by month, never by day, and without
            saying who.
          </p>
        </div>
        <div className="grid gap-4 md:grid-cols-2">
          {reported.map(({ sheet, fields, note }) => (
            <Card key={sheet}>
              <h3 className="text-lg font-semibold">{sheet}</h3>
              <ul className="mt-3 flex flex-wrap gap-2">
                {fields.map((field) => (
                  <li key={field} className="rounded-sm bg-sunken px-2 py-0.5">
                    {field}
                  </li>
                ))}
              </ul>
              <p className="mt-3 text-sm text-ink-soft">{note}</p>
            </Card>
          ))}
        </div>
      </section>
    </div>
  );
}

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';

import { readForm } from '#app/features/access/read-form.server.ts';
import { notFound, requireActor } from '#app/features/access/require.server.ts';
import { OwnExams } from '#app/features/exams/own-exams.tsx';
import { setProgress } from '#app/features/learning/enrolments.server.ts';
import { nextWorkshop } from '#app/features/learning/next-step.ts';
import { describeChange, setProgressSchema } from '#app/features/learning/progress.ts';
import { WorkshopCard, type ProgressAnswer } from '#app/features/learning/workshop-card.tsx';
import { getLearnerHome } from '#app/features/reporting/learner-home.server.ts';
import { Card } from '#app/ui/card.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { counted } from '#app/ui/format.ts';
import { PageHeading } from '#app/ui/page.tsx';

import { LastReported } from './last-reported.tsx';

export const meta: MetaFunction = () => [{ title: 'My learning · Partner Skills' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'learning:read');
  return getLearnerHome(actor);
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'progress:set');
  const form = Object.fromEntries(await readForm(request));
  const typed = typeof form['percent'] === 'string' ? form['percent'] : '';
  const parsed = setProgressSchema.safeParse(form);
  if (!parsed.success) {
    const enrolmentId = Number(form['enrolmentId']);
    const [fault] = parsed.error.issues;
    if (fault?.path[0] !== 'percent')
      return data({ enrolmentId, ok: false, message: 'This form could not be read.', typed }, { status: 400 });
    return data({ enrolmentId, ok: false, message: fault.message, typed }, { status: 400 });
  }
  const changed = await setProgress(actor, parsed.data);
  if (!changed.ok) throw notFound();
  const { workshop, from, to, enrolmentId } = changed.value;
  return data({ enrolmentId, ok: true, message: describeChange(workshop, from, to), typed } satisfies ProgressAnswer);
}

export default function Me() {
  const { learning, exams, disclosures } = useLoaderData<typeof loader>();
  const posted = useActionData<typeof action>();
  const { enrolments, firstName } = learning;
  const next = nextWorkshop(enrolments);
  const booked = exams.sittings.filter((sitting) => sitting.state === 'booked' && sitting.month >= exams.now).length;
  return (
    <>
      <PageHeading
        title={`Hello, ${firstName}`}
        lead={
          <p>
            {counted(enrolments.length, 'workshop')}, {booked === 0 ? 'no exam' : counted(booked, 'exam')} ahead.{' '}
            {next ? (
              <>
                Next: <strong className="text-ink">set your progress in {next.workshop}</strong>.
              </>
            ) : null}
          </p>
        }
      />
      <div className="grid gap-8">
        <section aria-label="Workshops" className="grid gap-3">
          {enrolments.map((enrolment) => (
            <WorkshopCard key={enrolment.id} enrolment={enrolment} posted={posted} />
          ))}
          {enrolments.length === 0 ? (
            <Card>
              <Empty icon="learning" title="No workshop yet">
                Once a training centre has enrolled you, the workshop stands here, and you can say how far you are.
              </Empty>
            </Card>
          ) : null}
        </section>
        <section aria-labelledby="exams">
          <h2 id="exams" className="mb-3 text-lg font-semibold">
            Exams
          </h2>
          <OwnExams now={exams.now} sittings={exams.sittings} />
        </section>
        <LastReported disclosures={disclosures} />
      </div>
    </>
  );
}

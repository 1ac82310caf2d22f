import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';

import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { notFound, requireActor } from '#app/features/access/require.server.ts';
import { OwnExams } from '#app/features/exams/own-exams.tsx';
import { titled, useMessages } from '#app/features/language/use-language.tsx';
import { enrol, withdraw } from '#app/features/learning/enrol.server.ts';
import { setProgress } from '#app/features/learning/enrolments.server.ts';
import { parseHomeChange, readTyped, type HomeAnswer } from '#app/features/learning/home-change.ts';
import { OpenWorkshops } from '#app/features/learning/open-workshops.tsx';
import { WorkshopCard } from '#app/features/learning/workshop-card.tsx';
import { NoticeBanner } from '#app/features/notices/notice-banner.tsx';
import { showNoticeNews } from '#app/features/notices/own-notice.server.ts';
import { getLearnerHome } from '#app/features/reporting/learner-home.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Empty } from '#app/ui/empty.tsx';

import { HomeHeading } from './home-heading.tsx';
import { HomeNotice, UnconfirmedNotice } from './home-notice.tsx';
import { LastReported } from './last-reported.tsx';

export const meta = titled(({ home }) => home.title);

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'learning:read');
  const [home, news] = await Promise.all([getLearnerHome(actor), showNoticeNews(actor)]);
  return { ...home, news };
}

const refuse = (answer: HomeAnswer) => data(answer, { status: 400 });
const answered = (answer: HomeAnswer) => data(answer);

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'progress:set');
  const form = await readForm(request);
  const parsed = parseHomeChange(form);
  if (!parsed.ok) return refuse(parsed.reason);
  const change = parsed.value;
  if (change.intent === 'progress') {
    const set = await setProgress(actor, change);
    if (set.ok) return answered({ did: 'progress', change: set.value });
    if (set.reason === 'not-found') throw notFound();
    return refuse({ did: 'refused', enrolmentId: change.enrolmentId, fault: set.reason, typed: readTyped(form) });
  }
  const learner = await requireActor(request, 'enrolment:change');
  await limitActor('enrol:actor', learner);
  if (change.intent === 'enrol') {
    const enrolled = await enrol(learner, change.workshopId, change.sessionId ?? null);
    return enrolled.ok
      ? answered({ did: enrolled.value.as, workshop: enrolled.value.workshop })
      : refuse({ did: 'not-open' });
  }
  const withdrawn = await withdraw(learner, change.enrolmentId);
  if (!withdrawn.ok) throw notFound();
  return answered({ did: 'withdrawn', workshop: withdrawn.value.workshop });
}

export default function Me() {
  const { isUnconfirmed, learning, exams, disclosures, news } = useLoaderData<typeof loader>();
  const posted = useActionData<typeof action>();
  const { home } = useMessages();
  const { enrolments, open } = learning;
  return (
    <>
      <HomeHeading learning={learning} exams={exams} />
      <HomeNotice answer={posted} />
      <NoticeBanner news={news} />
      {isUnconfirmed ? <UnconfirmedNotice /> : null}
      <div className="grid gap-8">
        <section aria-label={home.workshops} className="grid gap-3">
          {enrolments.map((enrolment) => (
            <WorkshopCard key={enrolment.id} enrolment={enrolment} posted={posted} />
          ))}
          {enrolments.length === 0 ? (
            <Card>
              <Empty icon="learning" title={home.noWorkshop}>
                {home.noWorkshopText}
              </Empty>
            </Card>
          ) : null}
          <OpenWorkshops open={open} unfolded={enrolments.length === 0} />
        </section>
        <section aria-labelledby="exams">
          <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <h2 id="exams" className="text-lg font-semibold">
              {home.exams}
            </h2>
            <ButtonLink to="/me/exams" size="small">
              {home.allExams}
            </ButtonLink>
          </div>
          <OwnExams now={exams.now} sittings={exams.sittings} />
        </section>
        <LastReported disclosures={disclosures} />
      </div>
    </>
  );
}

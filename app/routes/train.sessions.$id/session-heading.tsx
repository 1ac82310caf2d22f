import type { Roster } from '#app/features/learning/roster.server.ts';
import { When } from '#app/features/learning/when.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { formatDay, formatNumber } from '#app/ui/format.ts';
import { Icon } from '#app/ui/icon.tsx';
import { PageHeading } from '#app/ui/page.tsx';

/** What the session is, when it meets, and what can be done with it as a whole. */
export function SessionHeading({ session, download }: { session: Roster['session']; download: string }) {
  const { id, workshop, title, enrolled, places, trainers, examCode, meetings, zone, link, cancelledAt, next } =
    session;
  const { recorded, recordingToldAt } = session;
  const facts = [
    places === null
      ? `${formatNumber(enrolled)} enrolled`
      : `${formatNumber(enrolled)} of ${formatNumber(places)} places`,
    trainers.map(({ name }) => name).join(', '),
    examCode === null ? '' : `leads to ${examCode}`,
    recordingToldAt === null ? '' : `told on ${formatDay(recordingToldAt)} that it is recorded`,
  ].filter((fact) => fact !== '');
  return (
    <PageHeading
      crumbs={[{ to: '/train', label: 'Workshops' }]}
      title={`${workshop}: ${title}`}
      lead={
        <span className="grid gap-2">
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            {cancelledAt === null ? null : <Badge tone="danger">cancelled</Badge>}
            {recorded ? <Badge tone="info">recorded</Badge> : null}
            {facts.join(' · ')}
            {link === null ? null : (
              <>
                {' · '}
                <a href={link} rel="noreferrer" className="font-medium text-accent underline underline-offset-2">
                  Teams
                </a>
              </>
            )}
          </span>
          {meetings.length === 0 ? null : (
            <ul className="flex flex-wrap gap-x-6 gap-y-1" aria-label="Meetings">
              {meetings.map((meeting) => (
                <li key={meeting.id} aria-current={meeting.id === next?.id ? 'date' : undefined}>
                  <When meeting={meeting} zone={zone} inline />
                </li>
              ))}
            </ul>
          )}
        </span>
      }
      actions={
        <>
          <ButtonLink to={`/train/sessions/${id}/calendar.ics`} reloadDocument>
            <Icon name="download" size="small" />
            Calendar
          </ButtonLink>
          <ButtonLink to={download} reloadDocument>
            <Icon name="download" size="small" />
            Roster (CSV)
          </ButtonLink>
          <ButtonLink to={`/train/sessions/${id}/change`} look="primary">
            Change
          </ButtonLink>
        </>
      }
    />
  );
}

import { Link } from '@remix-run/react';

import { RequestLinks } from '#app/features/privacy/request-links.tsx';
import {
  ANSWERED_WORDS,
  CHANNEL_WORDS,
  IDENTITY_WORDS,
  keptInWords,
  KIND_WORDS,
  unknownInWords,
} from '#app/features/privacy/request-words.ts';
import type { ShownRequest } from '#app/features/privacy/show-request.server.ts';
import { noonOf } from '#app/platform/noon.ts';
import { Card, Facts } from '#app/ui/card.tsx';
import { formatDay, formatDayTime } from '#app/ui/format.ts';

function Who({ request }: { request: ShownRequest }) {
  const { name, email, askerName, askerContact, steps } = request;
  if (email !== null)
    return (
      <>
        <bdi>{name}</bdi>
        <span className="block text-sm text-ink-soft">{email}</span>
      </>
    );
  if (askerName !== null)
    return (
      <>
        <bdi>{askerName}</bdi>, {unknownInWords(steps.some(({ step }) => step === 'erased'))}
        <span className="block text-sm text-ink-soft">{askerContact}</span>
      </>
    );
  return 'somebody who is not kept any more';
}

function Due({ request }: { request: ShownRequest }) {
  const { nominalOn, dueOn, extendedAt } = request;
  const moved = nominalOn === dueOn ? null : `${formatDay(noonOf(nominalOn))} is no working day`;
  const extended = extendedAt === null ? null : `extended on ${formatDay(extendedAt)}`;
  const why = [extended, moved].filter((part) => part !== null).join('; ');
  return (
    <>
      {formatDay(noonOf(dueOn))}
      {why === '' ? null : <span className="block text-sm text-ink-soft">{why}</span>}
    </>
  );
}

/** Who asks for what since when, and how it stands. */
export function RequestFacts({ request }: { request: ShownRequest }) {
  const { receivedAt, channel, identityHow, identityAt, message, answer, keeps, followsId, followedBy, others } =
    request;
  const kept = keeps.map((keep) =>
    keptInWords(keep, { today: request.today, isHere: request.personId !== null }, formatDay),
  );
  return (
    <Card title="The request">
      <Facts
        facts={[
          { term: 'By', value: <Who request={request} /> },
          { term: 'Received', value: `${formatDayTime(receivedAt)}, ${CHANNEL_WORDS[channel]}` },
          { term: 'Due', value: <Due request={request} /> },
          {
            term: 'Who asks',
            value:
              identityHow === null || identityAt === null
                ? 'not checked yet'
                : `${IDENTITY_WORDS[identityHow]}, ${formatDay(identityAt)}`,
          },
          ...(request.closedAt === null
            ? []
            : [
                {
                  term: 'Answered',
                  value: `${formatDay(request.closedAt)}${request.answeredHow === null ? '' : `, ${ANSWERED_WORDS[request.answeredHow]}`}`,
                },
              ]),
          ...(request.restrictedAt === null
            ? []
            : [{ term: 'Restricted', value: `since ${formatDay(request.restrictedAt)}` }]),
          ...(request.objectedAt === null
            ? []
            : [{ term: 'Objection', value: `since ${formatDay(request.objectedAt)}; in no report meanwhile` }]),
          ...(followsId === null ? [] : [{ term: 'Follows', value: <RequestLinks ids={[followsId]} /> }]),
          ...(followedBy.length === 0 ? [] : [{ term: 'Followed by', value: <RequestLinks ids={followedBy} /> }]),
          ...(others.length === 0
            ? []
            : [
                {
                  term: 'Also open',
                  value: (
                    <>
                      {others.map(({ id, kind }) => (
                        <Link key={id} to={`/desk/requests/${id}`} className="block text-accent underline">
                          {KIND_WORDS[kind]}, {id}
                        </Link>
                      ))}
                    </>
                  ),
                },
              ]),
        ]}
      />
      {request.isForgotten ? (
        <p className="mt-4 border-t border-line pt-3 text-ink-soft">
          Nobody is kept any more whom this was about. What was said, noted and answered went with them; what stands
          here is what stays.
        </p>
      ) : null}
      {message === null ? null : (
        <div className="mt-4 border-t border-line pt-3">
          <h3 className="font-medium">What was said</h3>
          <p className="break-words whitespace-pre-line">{message}</p>
        </div>
      )}
      {answer === null && keeps.length === 0 ? null : (
        <div className="mt-4 border-t border-line pt-3">
          <h3 className="font-medium">The answer</h3>
          {answer === null ? null : <p className="break-words whitespace-pre-line">{answer}</p>}
          {keeps.length === 0 ? null : (
            <ul className="mt-2 list-disc pl-5">
              {kept.map(({ line, next }) => (
                <li key={line}>
                  {line}
                  {next === null ? null : <span className="block text-sm text-ink-soft">{next}</span>}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </Card>
  );
}

import { useFormats, useMessages } from '#app/features/language/use-language.tsx';
import type { OwnData } from '#app/features/privacy/own-data.ts';
import { noonOf } from '#app/platform/noon.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Card } from '#app/ui/card.tsx';

type OwnRequest = OwnData['requests'][number];

function State({ request: { decision, dueOn } }: { request: OwnRequest }) {
  const words = useMessages().privacy.requests;
  const { formatDay } = useFormats();
  if (decision === null) return <Badge tone="info">{words.due(formatDay(noonOf(dueOn)))}</Badge>;
  return (
    <Badge tone={decision === 'refused' ? 'warn' : decision === 'partly' ? 'info' : 'success'}>
      {words.decisions[decision]}
    </Badge>
  );
}

function Said({ label, text }: { label: string; text: string | null }) {
  if (text === null || text === '') return null;
  return (
    <div className="w-full">
      <p className="font-medium">{label}</p>
      <p className="break-words whitespace-pre-line">{text}</p>
    </div>
  );
}

/** What was asked for that somebody decides on, by when, and what was answered. */
export function Requests({ requests, authority }: { requests: OwnData['requests']; authority: string }) {
  const words = useMessages().privacy.requests;
  const { formatDay } = useFormats();
  return (
    <Card title={words.title} flush>
      {requests.length === 0 ? <p className="px-4 pb-4 text-ink-soft">{words.none}</p> : null}
      <ul className="divide-y divide-line">
        {requests.map((request) => {
          const { id, kind, channel, message, receivedAt, decision, answer, keeps, followsId } = request;
          return (
            <li key={id} className="flex flex-wrap items-baseline gap-x-4 gap-y-2 px-4 py-3">
              <span className="font-medium">{words.kinds[kind]}</span>
              <span className="text-ink-soft">
                {words.received(formatDay(receivedAt))}, {words.channels[channel]}
              </span>
              <State request={request} />
              <span className="text-sm text-ink-soft">
                {words.number(id)}
                {followsId === null ? '' : `, ${words.follows(followsId)}`}
              </span>
              {message === null ? null : (
                <p className="w-full break-words whitespace-pre-line text-ink-soft">{message}</p>
              )}
              <Said label={words.identityAsked} text={request.identityAsked} />
              <Said label={words.extendedBecause} text={request.extensionReason} />
              <Said label={words.answer} text={answer} />
              {keeps.length === 0 ? null : (
                <div className="w-full">
                  <p className="font-medium">{words.kept}</p>
                  <ul className="list-disc pl-5">
                    {keeps.map(({ what, law, until }) => (
                      <li key={`${what} ${law}`}>{words.keptLine(what, law, formatDay(noonOf(until)))}</li>
                    ))}
                  </ul>
                </div>
              )}
              {decision === 'refused' || decision === 'partly' ? (
                <p className="w-full text-ink-soft">{words.complain(authority)}</p>
              ) : null}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';

import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { notFound, readId, requireActor } from '#app/features/access/require.server.ts';
import { pageLanguage } from '#app/features/access/page-language.server.ts';
import { titleOf } from '#app/features/language/academy.ts';
import { NoticeChanges } from '#app/features/notices/notice-changes.tsx';
import {
  answerNotice,
  noticeAnswerIn,
  showNoticeInQuestion,
  tellNews,
} from '#app/features/notices/own-notice.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: titleOf(loaded?.words.title ?? '') }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'data:read');
  const news = await showNoticeInQuestion(actor);
  const { title, changed, whole, acknowledge, object, objectHint, acknowledged, objected, none } = noticeAnswerIn(
    news?.language ?? (await pageLanguage(request)),
  );
  const words = { title, changed, whole, acknowledge, object, objectHint, acknowledged, objected, none };
  return { news, words, meaning: news === null ? '' : tellNews(news).meaning };
}

const ANSWERS = ['acknowledged', 'objected'] as const;

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'own-notice:answer');
  await limitActor('own-change:actor', actor, 'notice');
  const form = await readForm(request);
  const [version, typed] = [form.get('version'), form.get('answer')];
  const answer = ANSWERS.find((known) => known === typed);
  if (typeof version !== 'string' || answer === undefined) throw new Response('Bad request', { status: 400 });
  if (!(await answerNotice(actor, readId(version), answer))) throw notFound();
  return data({ answer });
}

export default function OwnNotice() {
  const { news, words, meaning } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const busy = useNavigation().state !== 'idle';
  return (
    <div className="max-w-[760px]">
      <PageHeading title={words.title} />
      {answered === undefined ? null : <Notice live tone="success" title={words[answered.answer]} className="mb-4" />}
      {news === null ? (
        <Notice tone="success" title={words.none}>
          <ButtonLink to="/notice" size="small">
            {words.whole}
          </ButtonLink>
        </Notice>
      ) : (
        <div className="grid gap-4">
          <p>{meaning}</p>
          <Card title={words.changed}>
            <NoticeChanges changes={news.changes} language={news.textLanguage} />
          </Card>
          <Form method="post" className="grid gap-3">
            <input type="hidden" name="version" value={news.version} />
            <div className="flex flex-wrap gap-2">
              <Button look="primary" name="answer" value="acknowledged" disabled={busy}>
                {words.acknowledge}
              </Button>
              {news.widens && news.appliesFrom !== null ? (
                <Button name="answer" value="objected" disabled={busy}>
                  {words.object}
                </Button>
              ) : null}
              <ButtonLink to="/notice">{words.whole}</ButtonLink>
            </div>
            {news.widens && news.appliesFrom !== null ? <p className="text-ink-soft">{words.objectHint}</p> : null}
          </Form>
        </div>
      )}
    </div>
  );
}

import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { found, requireActor } from '#app/features/access/require.server.ts';
import {
  ALL_SCOPES,
  compareScopes,
  compareTexts,
  DAYS_TO_OBJECT,
  listUntranslated,
  nameLanguage,
  nameScope,
  scopeName,
  whyNotPublishable,
} from '#app/features/notices/draft.ts';
import { dropDraft, findDraft, writeTerms, writeText } from '#app/features/notices/drafts.server.ts';
import { NoticeChanges } from '#app/features/notices/notice-changes.tsx';
import { publishDraft } from '#app/features/notices/publish-draft.server.ts';
import { noonOf } from '#app/platform/noon.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { TextArea, TextField } from '#app/ui/field.tsx';
import { formatDay } from '#app/ui/format.ts';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';
import { Tabs } from '#app/ui/tabs.tsx';
import { LANGUAGES } from '#reports/catalogue.ts';

import { parseDraftChange } from './draft-change.ts';
import { ScopeTable } from './scope-table.tsx';
import { Widening } from './widening.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Draft of the notice') }];

/** After a refusal, too: what stands there by now is shown beside what was typed. */
export const shouldRevalidate = (): boolean => true;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'notice:draft');
  const { draft, before, today, outside } = found(await findDraft(actor));
  const part = new URL(request.url).searchParams.get('part');
  const language = LANGUAGES.find((known) => known === part) ?? null;
  const scopes = compareScopes(before?.scopes ?? [], draft.scopes);
  return {
    version: draft.version,
    revision: draft.revision,
    by: draft.draftedBy,
    publishOn: draft.publishOn,
    widens: draft.widens,
    today,
    language,
    text: language === null ? '' : (draft.texts[language] ?? ''),
    changes: language === null ? [] : compareTexts(draft, before, language),
    before: before === null ? null : { version: before.version, scopes: before.scopes.map(scopeName) },
    scopes: draft.scopes.map(scopeName),
    allScopes: ALL_SCOPES,
    added: scopes.added.map(nameScope),
    removed: scopes.removed.map(nameScope),
    untranslated: listUntranslated(draft, before).map(nameLanguage),
    faults: whyNotPublishable(draft, before, today),
    outside,
  };
}

type Refused = { readonly title: string; readonly faults: readonly string[]; readonly typed: string | null };

const REFUSED = {
  'changed-meanwhile': 'Somebody else changed the draft since you opened this page. Nothing of yours was saved yet.',
  'not-there': 'The draft is gone: somebody published it or threw it away.',
} as const;

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'notice:draft');
  const change = parseDraftChange(await readForm(request));
  const refuse = (title: string, faults: readonly string[] = []) =>
    data({ title, faults, typed: change.intent === 'text' ? change.body : null } satisfies Refused, { status: 409 });
  switch (change.intent) {
    case 'text': {
      const written = await writeText(actor, change);
      return written.ok ? redirect(`/desk/notices/draft?part=${change.language}`) : refuse(REFUSED[written.reason]);
    }
    case 'terms': {
      const written = await writeTerms(actor, change);
      return written.ok ? redirect('/desk/notices/draft') : refuse(REFUSED[written.reason]);
    }
    case 'drop': {
      const dropped = await dropDraft(actor, change.revision);
      return dropped.ok ? redirect('/desk/notices?done=dropped') : refuse(REFUSED[dropped.reason]);
    }
    case 'publish': {
      const published = await publishDraft(await requireActor(request, 'notice:publish'), change.revision);
      if (published.ok) return redirect('/desk/notices?done=published');
      return typeof published.reason === 'string'
        ? refuse(REFUSED[published.reason])
        : refuse('It can’t be published yet.', published.reason.faults);
    }
  }
}

function Listed({ title, items }: { title: string; items: readonly string[] }) {
  if (items.length === 0) return null;
  return (
    <div>
      <h3 className="font-semibold">{title}</h3>
      <ul className="list-disc pl-5">
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </div>
  );
}

function Publishing() {
  const { revision, version, publishOn, widens, added, removed, untranslated, faults, outside, before } =
    useLoaderData<typeof loader>();
  const busy = useNavigation().state !== 'idle';
  return (
    <Card title="Publish" className="mb-4">
      <div className="grid gap-3">
        {added.length > 0 || widens === true ? (
          <Notice
            tone="warn"
            title={
              added.length > 0
                ? 'It tells that more leaves than before.'
                : 'It says that more happens with people’s data than before.'
            }
          >
            For somebody who knows an older version, what is new applies {DAYS_TO_OBJECT} days after they were told,
            unless they object. Until then they are left out of whatever needs it.
          </Notice>
        ) : null}
        <Listed title="Told newly" items={added} />
        <Listed title="Told no more" items={removed} />
        {outside.length > 0 ? (
          <Notice
            tone="warn"
            title="Agreements in force send what it does not tell of: whoever comes under it is in none of their reports."
          >
            {outside.map(({ recipient, fields }) => (
              <p key={recipient}>
                {recipient}: {fields.join(', ')}
              </p>
            ))}
          </Notice>
        ) : null}
        {untranslated.length > 0 && before !== null ? (
          <Notice tone="info" title={`As in version ${before.version}: ${untranslated.join(', ')}.`}>
            The other languages have changed. Is a translation missing?
          </Notice>
        ) : null}
        {faults.length > 0 ? (
          <Notice tone="info" title="Before it can be published">
            {faults.map((fault) => (
              <p key={fault}>{fault}</p>
            ))}
          </Notice>
        ) : null}
        <Form method="post" className="flex flex-wrap items-center gap-2">
          <input type="hidden" name="revision" value={revision} />
          <Button look="primary" name="intent" value="publish" disabled={busy || faults.length > 0}>
            Publish version {version}
          </Button>
          <Button name="intent" value="drop" disabled={busy}>
            Throw the draft away
          </Button>
          <span className="text-ink-soft">
            {publishOn === null
              ? ''
              : `In force from ${formatDay(noonOf(publishOn))}. Everybody under an older version is told by mail and on their own pages at once.`}
          </span>
        </Form>
      </div>
    </Card>
  );
}

export default function NoticeDraft() {
  const loaded = useLoaderData<typeof loader>();
  const { version, revision, by, language, text, changes, before, scopes, allScopes, publishOn, today } = loaded;
  const refused = useActionData<Refused>();
  const busy = useNavigation().state !== 'idle';
  return (
    <div className="max-w-[960px]">
      <PageHeading
        crumbs={[{ to: '/desk/notices', label: 'Privacy notices' }]}
        title={`Version ${version}, a draft`}
        lead={`Begun by ${by}. Nobody else is told of it before it is published.`}
      />
      {refused === undefined ? null : (
        <Notice live tone="danger" title={refused.title} className="mb-4">
          {refused.faults.map((fault) => (
            <p key={fault}>{fault}</p>
          ))}
        </Notice>
      )}
      <Publishing />
      <Card flush>
        <Tabs
          label="Parts of the draft"
          tabs={[
            { to: '/desk/notices/draft', label: 'Day and fields', current: language === null },
            ...LANGUAGES.map((one) => ({
              to: `/desk/notices/draft?part=${one}`,
              label: nameLanguage(one),
              current: language === one,
            })),
          ]}
        />
        <div className="grid gap-4 p-4">
          {language === null ? (
            <Form method="post" key={`terms ${revision}`} className="grid gap-4">
              <input type="hidden" name="intent" value="terms" />
              <input type="hidden" name="revision" value={revision} />
              <TextField
                label="In force from"
                name="publishOn"
                type="date"
                min={today}
                defaultValue={publishOn ?? ''}
                className="max-w-60"
                hint="Whoever registers from that day on acknowledges this version."
              />
              <Widening widens={loaded.widens} isForced={loaded.added.length > 0} />
              <ScopeTable all={allScopes} chosen={new Set(scopes)} before={new Set(before?.scopes)} />
              <div>
                <Button look="primary" disabled={busy}>
                  Save
                </Button>
              </div>
            </Form>
          ) : (
            <>
              <Form method="post" key={`${language} ${revision}`} className="grid gap-3">
                <input type="hidden" name="intent" value="text" />
                <input type="hidden" name="revision" value={revision} />
                <input type="hidden" name="language" value={language} />
                <TextArea
                  label={`The notice in ${nameLanguage(language)}`}
                  name="body"
                  lang={language}
                  rows={22}
                  maxLength={50_000}
                  defaultValue={refused?.typed ?? text}
                  hint="An empty line begins a new paragraph; the first one is the title."
                />
                <div>
                  <Button look="primary" disabled={busy}>
                    Save
                  </Button>
                </div>
              </Form>
              <section aria-labelledby="changes" className="grid gap-2">
                <h2 id="changes" className="font-semibold">
                  {before === null ? 'Saved' : `What changes from version ${before.version}, as saved`}
                </h2>
                <NoticeChanges changes={changes} language={language} />
              </section>
            </>
          )}
        </div>
      </Card>
    </div>
  );
}

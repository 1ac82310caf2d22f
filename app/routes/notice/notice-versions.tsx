// The versions of the notice: the text as paragraphs, and what changed from one to the next.
import { useFormats, useMessages } from '#app/features/language/use-language.tsx';
import { NoticeChanges } from '#app/features/notices/notice-changes.tsx';
import type { NoticeChange } from '#app/features/people/notice-changes.ts';
import { noonOf } from '#app/platform/noon.ts';

export type NoticeVersion = {
  readonly version: number;
  readonly publishedOn: string;
  readonly language: string;
  readonly body: string;
  /** From the version before; null for the first. */
  readonly changes: { readonly since: number; readonly list: readonly NoticeChange[] } | null;
};

export function NoticeText({ body, language }: { body: string; language: string }) {
  return (
    <div lang={language} className="grid max-w-prose gap-3">
      {body
        .split(/\n\s*\n/)
        .filter((paragraph) => paragraph.trim() !== '')
        .map((paragraph, index) => (
          <p key={index} className={index === 0 ? 'font-semibold' : undefined}>
            {paragraph}
          </p>
        ))}
    </div>
  );
}

function Changes({ changes, language }: { changes: NonNullable<NoticeVersion['changes']>; language: string }) {
  const { versions: words } = useMessages().notice;
  return (
    <details className="mt-2" open>
      <summary className="cursor-pointer font-medium text-accent">{words.changes(changes.since)}</summary>
      <div className="mt-2">
        <NoticeChanges changes={changes.list} language={language} />
      </div>
    </details>
  );
}

export function NoticeVersions({ versions }: { versions: readonly NoticeVersion[] }) {
  const { notice: words } = useMessages();
  const { formatDay } = useFormats();
  return (
    <ol className="grid gap-4">
      {versions.map(({ version, publishedOn, language, body, changes }, index) => (
        <li key={version} className="rounded-md border border-line bg-surface p-4 shadow-card">
          <h3 className="font-semibold">
            {words.version(version)}, {words.since(formatDay(noonOf(publishedOn)))}
          </h3>
          {changes === null ? (
            <p className="mt-1 text-ink-soft">{words.versions.first}</p>
          ) : (
            <Changes changes={changes} language={language} />
          )}
          {index === 0 ? null : (
            <details className="mt-2">
              <summary className="cursor-pointer font-medium text-accent">{words.versions.whole(version)}</summary>
              <div className="mt-2">
                <NoticeText body={body} language={language} />
              </div>
            </details>
          )}
        </li>
      ))}
    </ol>
  );
}

import { Link } from '@remix-run/react';

import { Card } from '#app/ui/card.tsx';
import { formatBytes, formatDayTime } from '#app/ui/format.ts';

import { KIND_WORDS } from './upload-words.ts';
import type { Upload } from './upload.ts';

/** What somebody has dropped and not brought in: it goes by itself after a day. */
export function UploadList({ uploads }: { uploads: readonly Upload[] }) {
  return (
    <Card title="Not imported yet">
      <ul className="grid gap-2">
        {uploads.map(({ id, kind, fileName, bytes, uploadedAt, state }) => (
          <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
            <Link to={`/train/import/${id}`} className="min-w-0 font-medium text-accent wrap-anywhere hover:underline">
              {fileName}
            </Link>
            <span className="text-sm text-ink-soft tabular-nums">
              {KIND_WORDS[kind].name} · {formatBytes(bytes)} · {formatDayTime(uploadedAt)}
              {state === 'reading' ? ' · being read' : state === 'stopped' ? ' · was not read' : ''}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

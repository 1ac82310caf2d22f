import type { RunView } from '#app/features/reporting/runs.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Card, Facts } from '#app/ui/card.tsx';
import { formatBytes, formatDayTime } from '#app/ui/format.ts';
import { Icon } from '#app/ui/icon.tsx';

/** The file itself: what one would compare with what was received. */
export function BuiltFile({ runId, build }: { runId: number; build: NonNullable<RunView['build']> }) {
  return (
    <Card title="The file">
      <Facts
        facts={[
          { term: 'Name', value: build.fileName },
          { term: 'Size', value: formatBytes(build.bytes) },
          { term: 'Build', value: `no. ${build.number}` },
          { term: 'Cut-off', value: formatDayTime(build.cutOff) },
        ]}
      />
      <p className="mt-3 text-sm text-ink-soft">SHA-256</p>
      <code className="block font-mono text-sm break-all select-all">{build.sha256}</code>
      {build.notReproducibleAt === null ? null : (
        <p className="mt-3 text-sm">
          Since {formatDayTime(build.notReproducibleAt)} it can’t be made again byte by byte: somebody who stood in it
          was erased.
        </p>
      )}
      <ButtonLink to={`/admin/runs/${runId}/download`} reloadDocument className="mt-4 w-full">
        <Icon name="download" />
        Download
      </ButtonLink>
      <p className="mt-2 text-sm text-ink-soft">Downloading it here is recorded, and tells the recipient nothing.</p>
    </Card>
  );
}

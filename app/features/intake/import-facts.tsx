import { Badge } from '#app/ui/badge.tsx';
import { Card, Facts } from '#app/ui/card.tsx';
import { formatDayTime, formatNumber } from '#app/ui/format.ts';
import { Notice } from '#app/ui/notice.tsx';

import type { ImportEntry } from './imports.server.ts';

/** What an import did. */
export function ImportFacts({ batch }: { batch: ImportEntry }) {
  const { created, changed, same, refused, undoneAt, undoneBy } = batch;
  return (
    <>
      {undoneAt === null ? (
        <Notice tone="success" title={`Imported: ${formatNumber(created)} new, ${formatNumber(changed)} changed.`} />
      ) : (
        <Notice tone="info" title={`Undone ${formatDayTime(undoneAt)} by ${undoneBy ?? 'the command line'}.`}>
          The register is as it was before. What was imported and that it was undone stays in the history.
        </Notice>
      )}
      <Card title="What it did">
        <Facts
          facts={[
            {
              term: 'State',
              value: undoneAt === null ? <Badge tone="success">Imported</Badge> : <Badge>Undone</Badge>,
            },
            { term: 'Imported', value: `${formatDayTime(batch.appliedAt)} by ${batch.by ?? 'the command line'}` },
            { term: 'Rows in the file', value: formatNumber(batch.read) },
            { term: 'New', value: formatNumber(created) },
            { term: 'Changed', value: formatNumber(changed) },
            { term: 'Same as before', value: formatNumber(same) },
            { term: 'Refused and left out', value: formatNumber(refused) },
            ...(batch.noticeVersion === null
              ? []
              : [{ term: 'Privacy notice', value: `Version ${batch.noticeVersion}, attested by ${batch.attestedBy}` }]),
          ]}
        />
      </Card>
    </>
  );
}

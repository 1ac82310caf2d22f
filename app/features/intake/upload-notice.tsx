import { Form } from '@remix-run/react';

import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';

import type { Refused } from './refusals.ts';
import { UPLOAD_FAULTS, type UploadTold } from './upload-words.ts';
import type { Upload } from './upload.ts';

function Told({ told }: { told: UploadTold }) {
  switch (told) {
    case 'plan-changed':
      return (
        <Notice live tone="warn" title="The register has changed since this was planned. Nothing was imported.">
          Below is the new plan: look at it, and import it then.
        </Notice>
      );
    case 'some-refused':
      return <Notice live tone="warn" title="Some rows are refused. Nothing was imported." />;
    case 'gone':
      return <Notice live tone="danger" title="This file is not here any more. Nothing was imported." />;
    case 'form':
    case 'attested-by':
      return <Notice live tone="danger" title={UPLOAD_FAULTS[told]} />;
  }
}

const whereOf = ({ row, column }: Refused): string =>
  column !== null ? `“${column}”: ` : row !== null ? `Row ${row}: ` : '';

/** What is wrong with the file as a whole, and what can be done about it. */
function Faults({ faults }: { faults: readonly Refused[] }) {
  return (
    <Notice tone="danger" title="The file can’t be imported as it is.">
      <ul className="grid gap-0.5">
        {faults.map((fault) => (
          <li key={`${fault.code} ${whereOf(fault)}`}>
            {whereOf(fault)}
            {fault.reason}
          </li>
        ))}
      </ul>
      <p className="mt-1">
        {faults.some(({ code }) => code.startsWith('column'))
          ? 'Say below which column is which, or delete what does not belong into the file, and drop it again.'
          : 'Read it otherwise below, or mend the file and drop it again.'}
      </p>
      <Form method="post" className="mt-2">
        <Button name="intent" value="cancel" size="small">
          Give up
        </Button>
      </Form>
    </Notice>
  );
}

/** Whoever read it is gone, and the file is still there. */
function Stopped() {
  return (
    <Notice live tone="warn" title="This file was not read: reading it was broken off on our side.">
      <p>Nothing was imported. The file is still here: have it read again, or give it up.</p>
      <Form method="post" className="mt-2 flex flex-wrap gap-2">
        <Button name="intent" value="again" size="small" look="primary">
          Read it again
        </Button>
        <Button name="intent" value="cancel" size="small">
          Give up
        </Button>
      </Form>
    </Notice>
  );
}

const ENDED = {
  cancelled: 'This file was given up. Nothing of it was kept or imported.',
  erased: 'Somebody was erased meanwhile, and this file may have named them: it was deleted. Drop it again.',
  fault: 'Something went wrong on our side while it was read. Nothing was kept or imported; drop it again.',
} as const;

export function UploadNotice({
  upload: { state, summary },
  faults,
  told,
}: {
  upload: Upload;
  faults: readonly Refused[];
  told: UploadTold | null;
}) {
  const ended = state === 'cancelled' ? 'cancelled' : state === 'failed' ? (summary?.because ?? 'fault') : null;
  return (
    <>
      {told ? <Told told={told} /> : null}
      {ended ? (
        <Notice tone={ended === 'cancelled' ? 'info' : 'warn'} title={ENDED[ended]}>
          <ButtonLink to="/train/import" size="small" className="mt-2">
            Drop a file
          </ButtonLink>
        </Notice>
      ) : null}
      {state === 'stopped' ? <Stopped /> : null}
      {faults.length > 0 ? <Faults faults={faults} /> : null}
    </>
  );
}

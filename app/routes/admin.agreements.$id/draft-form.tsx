import { Form, useNavigation } from '@remix-run/react';

import type { DraftFaults, DraftFields } from '#app/features/agreements/agreement-form.ts';
import { Button } from '#app/ui/button.tsx';
import { Card, Facts } from '#app/ui/card.tsx';
import { FieldError } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';

import { FieldMatrix, type Matrix } from './field-matrix.tsx';
import { TermFields } from './term-fields.tsx';

type Props = {
  matrix: Matrix;
  selected: {
    readonly number: number;
    readonly digest: string;
    readonly said: readonly { readonly term: string; readonly value: string }[];
    readonly outside: readonly string[];
  };
  editable: boolean;
  fields: DraftFields;
  faults: DraftFaults;
  library: boolean;
};

function Wall({ outside, matrix }: { outside: readonly string[]; matrix: Matrix }) {
  if (matrix.datasets.length === 0)
    return (
      <Notice tone="warn" title="What such a recipient may be given can’t be reported yet" className="mb-3">
        The agreement can be written down, and not be approved.
      </Notice>
    );
  if (outside.length === 0) return null;
  return (
    <Notice tone="warn" title="People are not told of everything that this gives" className="mb-3">
      {outside.join(', ')}: everybody would be left out until the privacy notice says so.
    </Notice>
  );
}

/** What a version says: to be changed while it is a draft, to be read when it is none. */
export function DraftForm({ matrix, selected, editable, fields, faults, library }: Props) {
  const busy = useNavigation().state !== 'idle';
  const gives = (
    <Card title="What it gives">
      <Wall outside={selected.outside} matrix={matrix} />
      {faults.fields === undefined ? null : <FieldError>{faults.fields}</FieldError>}
      <FieldMatrix matrix={matrix} chosen={fields.fields} editable={editable} />
    </Card>
  );
  if (!editable)
    return (
      <>
        {gives}
        <Card title="Of whom, when and how">
          <Facts facts={selected.said.filter(({ term }) => !term.startsWith('Gives'))} />
        </Card>
      </>
    );
  return (
    <>
      <Form method="post" preventScrollReset className="grid grid-cols-[minmax(0,1fr)] gap-4" noValidate>
        <input type="hidden" name="number" value={selected.number} />
        <input type="hidden" name="digest" value={selected.digest} />
        {gives}
        <TermFields fields={fields} faults={faults} />
        <div className="flex flex-wrap items-center gap-3">
          <Button look="primary" name="intent" value="save" disabled={busy}>
            Save the draft
          </Button>
          <span className="text-sm text-ink-soft">
            A change takes a proposal back. Other fields or countries take the choice of the rule back.
          </span>
        </div>
      </Form>
      {library ? (
        <Form method="post" preventScrollReset>
          <input type="hidden" name="number" value={selected.number} />
          <Button name="intent" value="check-library">
            Check the saved library now
          </Button>
        </Form>
      ) : null}
    </>
  );
}

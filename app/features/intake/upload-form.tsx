import { Form } from '@remix-run/react';

import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';

import { KINDS } from './match-columns.ts';
import { KIND_WORDS } from './upload-words.ts';

/** A browser drops files onto a field for them by itself: no script is needed for it. */
export function UploadForm() {
  return (
    <Card title="A new file">
      <Form method="post" encType="multipart/form-data" reloadDocument className="grid gap-4">
        <fieldset className="grid gap-2">
          <legend className="mb-1 font-medium">What it holds</legend>
          <div className="grid gap-2 md:grid-cols-3">
            {KINDS.map((kind, index) => (
              <label
                key={kind}
                className="flex items-start gap-2.5 rounded-md border border-line px-3 py-2.5 transition-colors hover:border-line-strong has-checked:border-accent has-checked:bg-accent-tint"
              >
                <input type="radio" name="kind" value={kind} defaultChecked={index === 0} className="mt-0.5" />
                <span>
                  <span className="block font-medium">{KIND_WORDS[kind].name}</span>
                  <span className="block text-sm text-ink-soft">{KIND_WORDS[kind].what}</span>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        <label className="grid gap-1">
          <span className="font-medium">The file</span>
          <span className="text-sm text-ink-soft">
            CSV or Excel, at most 5 MB and 50,000 rows, without formulas or hidden sheets. Columns may stand in any
            order, with names in English, Dutch, German, French, Polish or Spanish.
          </span>
          <input
            type="file"
            name="file"
            required
            accept=".csv,.tsv,.txt,.xlsx,text/csv"
            className="mt-1 w-full rounded-md border-2 border-dashed border-line-strong bg-sunken/50 px-4 py-9 transition-colors file:mr-4 file:rounded-md file:border file:border-solid file:border-line file:bg-surface file:px-3.5 file:py-2 file:font-medium file:text-ink hover:border-accent"
          />
          <span className="text-sm text-ink-soft">Drop it anywhere onto the dashed field, or choose it.</span>
        </label>
        <div>
          <Button look="primary">Read the file</Button>
        </div>
      </Form>
    </Card>
  );
}

import { Form } from '@remix-run/react';

import { Button } from '#app/ui/button.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';

import { ENCODINGS } from './decode-text.ts';
import { COLUMNS } from './match-columns.ts';
import { COLUMN_PREFIX, DELIMITER_WORDS, ENCODING_WORDS, fieldName } from './upload-words.ts';
import type { Contents, Upload } from './upload.ts';

type Read = Omit<Contents, 'pages'>;

function describe({ form }: Read): string {
  if (form === null) return 'It could not be read as a table.';
  if (form.encoding === null || form.delimiter === null) return 'An Excel workbook: its first sheet.';
  return `Text, ${ENCODING_WORDS[form.encoding] ?? form.encoding}, ${DELIMITER_WORDS[form.delimiter].toLowerCase()} between columns.`;
}

function TextFields({ upload, read }: { upload: Upload; read: Read }) {
  if (/\.xlsx$/i.test(upload.fileName) || (read.form !== null && read.form.delimiter === null)) return null;
  return (
    <>
      <SelectField label="Encoding" name="encoding" defaultValue={upload.encoding ?? ''}>
        <option value="">As the file says</option>
        {ENCODINGS.map((encoding) => (
          <option key={encoding} value={encoding}>
            {ENCODING_WORDS[encoding]}
          </option>
        ))}
      </SelectField>
      <SelectField label="Between columns" name="delimiter" defaultValue={upload.summary?.delimiter ?? ''}>
        <option value="">As the header has it</option>
        {Object.entries(DELIMITER_WORDS).map(([delimiter, words]) => (
          <option key={delimiter} value={delimiter}>
            {words}
          </option>
        ))}
      </SelectField>
    </>
  );
}

function NoticeFields({ upload, versions }: { upload: Upload; versions: readonly number[] }) {
  if (upload.kind !== 'registrations') return null;
  const notice = upload.summary?.notice ?? null;
  return (
    <>
      <SelectField label="Privacy notice they were given" name="notice" defaultValue={notice?.version ?? ''}>
        <option value="">None yet</option>
        {versions.map((version) => (
          <option key={version} value={version}>
            Version {version}
          </option>
        ))}
      </SelectField>
      <TextField label="Who attests it" name="attestedBy" maxLength={200} defaultValue={notice?.by ?? ''} />
    </>
  );
}

/** How the file was read, each of it to be chosen otherwise. */
export function HowRead({
  upload,
  contents,
  versions,
}: {
  upload: Upload;
  contents: Read;
  versions: readonly number[];
}) {
  const header = [...new Set(contents.form?.header ?? [])].filter((name) => name !== '');
  return (
    <details open={contents.faults.length > 0} className="rounded-md border border-line bg-surface shadow-card">
      <summary className="flex flex-wrap items-baseline gap-x-3 px-4 py-3">
        <span className="font-semibold text-accent">How the file is read</span>
        <span className="text-sm text-ink-soft">{describe(contents)}</span>
      </summary>
      <Form method="post" className="grid gap-4 border-t border-line p-4">
        <div className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-4">
          <TextFields upload={upload} read={contents} />
          <NoticeFields upload={upload} versions={versions} />
        </div>
        {header.length > 0 ? (
          <fieldset>
            <legend className="mb-2 font-medium">Which column is which</legend>
            <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2 lg:grid-cols-4 xl:grid-cols-5">
              {COLUMNS[upload.kind].map((column) => (
                <SelectField
                  key={column}
                  label={fieldName(column)}
                  name={`${COLUMN_PREFIX}${column}`}
                  defaultValue={contents.form?.found[column] ?? ''}
                >
                  <option value="">Found by its name</option>
                  {header.map((name) => (
                    <option key={name} value={name}>
                      {name}
                    </option>
                  ))}
                </SelectField>
              ))}
            </div>
          </fieldset>
        ) : null}
        <div>
          <Button name="intent" value="read">
            Read it again
          </Button>
        </div>
      </Form>
    </details>
  );
}

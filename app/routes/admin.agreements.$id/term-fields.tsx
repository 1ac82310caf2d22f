import type { DraftFaults, DraftFields } from '#app/features/agreements/agreement-form.ts';
import { CHANNELS } from '#app/features/agreements/channel-names.ts';
import { CHANNEL_WORDS, LANGUAGE_WORDS } from '#app/features/agreements/terms.ts';
import { LANGUAGES } from '#reports/catalogue.ts';
import { Card } from '#app/ui/card.tsx';
import { FieldError, SelectField, TextField } from '#app/ui/field.tsx';

type Props = { fields: DraftFields; faults: DraftFaults };

const PAIR = 'grid gap-3 md:grid-cols-2';

function When({ fields, faults }: Props) {
  return (
    <Card title="Of whom and when">
      <div className={PAIR}>
        <TextField
          label="Holds from"
          name="inForceFrom"
          type="date"
          defaultValue={fields.inForceFrom}
          error={faults.inForceFrom}
        />
        <TextField
          label="Last day (if it ends)"
          name="endsOn"
          type="date"
          defaultValue={fields.endsOn}
          error={faults.endsOn}
        />
        <TextField
          className="md:col-span-2"
          label="Only people in these countries"
          hint="Names or two letters, with commas between. Empty: every country."
          name="countries"
          defaultValue={fields.countries}
          error={faults.countries}
        />
        <SelectField
          label="How often"
          name="cadence"
          defaultValue={fields.cadence}
          error={faults.cadence}
          hint="A week would date an outcome."
        >
          <option value="monthly">Every month</option>
          <option value="quarterly">Every quarter</option>
        </SelectField>
        <TextField
          label="On day"
          hint="Of the month after; a shorter month has it on its last day."
          name="anchorDay"
          inputMode="numeric"
          defaultValue={fields.anchorDay}
          error={faults.anchorDay}
        />
        <TextField
          label="At"
          name="localTime"
          placeholder="06:00"
          defaultValue={fields.localTime}
          error={faults.localTime}
        />
        <TextField label="Time zone" name="zone" defaultValue={fields.zone} error={faults.zone} />
        <SelectField
          label="Without rows"
          name="emptyReports"
          defaultValue={fields.emptyReports}
          error={faults.emptyReports}
        >
          <option value="send">The report goes out, empty</option>
          <option value="skip">No report is sent</option>
        </SelectField>
        <TextField
          label="Await a release above (%)"
          hint="Share of rows that came or went since the last report. Empty: never."
          name="holdAbove"
          inputMode="numeric"
          defaultValue={fields.holdAbove}
          error={faults.holdAbove}
        />
        <SelectField label="Language of headers" name="language" defaultValue={fields.language} error={faults.language}>
          {LANGUAGES.map((language) => (
            <option key={language} value={language}>
              {LANGUAGE_WORDS[language]}
            </option>
          ))}
        </SelectField>
        <TextField
          label="Whom the recipient may ask"
          hint="A desk, not a participant."
          name="contact"
          maxLength={300}
          defaultValue={fields.contact}
          error={faults.contact}
        />
      </div>
    </Card>
  );
}

function How({ fields, faults }: Props) {
  return (
    <Card title="How it is sent">
      <fieldset className="mb-4 grid gap-2">
        <legend className="mb-1 font-medium">By</legend>
        {CHANNELS.map((channel) => (
          <label key={channel} className="flex items-center gap-2">
            <input
              type="checkbox"
              name="channels"
              value={channel}
              defaultChecked={fields.channels.includes(channel)}
              className="size-5 accent-(--color-accent)"
            />
            {CHANNEL_WORDS[channel]}
          </label>
        ))}
        {faults.channels === undefined ? null : <FieldError>{faults.channels}</FieldError>}
      </fieldset>
      <details
        open={fields.sftpHost !== '' || fields.channels.includes('sftp') || faults.sftpHost !== undefined}
        className="mb-3"
      >
        <summary className="cursor-pointer font-medium">SFTP server</summary>
        <div className={`mt-2 ${PAIR}`}>
          <TextField
            label="Server"
            name="sftpHost"
            defaultValue={fields.sftpHost}
            error={faults.sftpHost}
            autoComplete="off"
          />
          <TextField label="Port" name="sftpPort" inputMode="numeric" placeholder="22" defaultValue={fields.sftpPort} />
          <TextField
            label="User"
            name="sftpUser"
            defaultValue={fields.sftpUser}
            autoComplete="off"
            hint="The portal signs in with a key of its own."
          />
          <TextField label="Folder" name="sftpFolder" defaultValue={fields.sftpFolder} />
          <TextField
            className="md:col-span-2"
            label="Fingerprints of the server’s key"
            hint="SHA256:…, several with spaces between."
            name="sftpHostKeys"
            defaultValue={fields.sftpHostKeys}
          />
        </div>
      </details>
      <details
        open={fields.graphDriveId !== '' || fields.channels.includes('graph') || faults.graphDriveId !== undefined}
      >
        <summary className="cursor-pointer font-medium">SharePoint library</summary>
        <div className={`mt-2 ${PAIR}`}>
          <TextField
            label="Id of the document library"
            name="graphDriveId"
            defaultValue={fields.graphDriveId}
            error={faults.graphDriveId}
            autoComplete="off"
          />
          <TextField
            label="Folder in it"
            name="graphFolder"
            placeholder="Reports/Academy"
            defaultValue={fields.graphFolder}
          />
        </div>
      </details>
    </Card>
  );
}

/** Everything that a draft says beside its fields. */
export function TermFields(props: Props) {
  return (
    <>
      <When {...props} />
      <How {...props} />
    </>
  );
}

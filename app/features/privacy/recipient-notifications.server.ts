// What a recipient's contact reads about rows that are not as they were: file, sheet and row, and nothing of whom they are about (P6).
import { actorSettings, type ContactActor } from '#app/features/access/actor.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import type { SheetId } from '#reports/catalogue.ts';
import type { Cause } from './notify-recipients.server.ts';

const SHOWN = 200;

export type RecipientNotification = {
  readonly id: number;
  readonly sha256: string;
  readonly sheet: SheetId;
  /** As Excel counts rows: the headers are in the first. */
  readonly row: number;
  readonly cause: Cause;
  readonly fields: readonly string[];
  readonly madeAt: Date;
};

/** Those of the contact's own recipient, newest first. */
export async function listNotifications(actor: ContactActor): Promise<RecipientNotification[]> {
  const { rows } = await inRoleSql(
    'psa_recipient',
    actorSettings(actor),
    (client) =>
      client.query<RecipientNotification>(
        `select id, sha256, sheet, sheet_row + 1 as row, cause, fields, made_at as "madeAt" from notifications
         where recipient_id = $1 order by made_at desc, id desc limit ${SHOWN}`,
        [actor.recipientId],
      ),
    { readOnly: true },
  );
  return rows;
}

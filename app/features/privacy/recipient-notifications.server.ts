// What a recipient's contact reads about rows that are not as they were: file, sheet and row, and nothing of whom they are about (P6).
import { actorSettings, type ContactActor } from '#app/features/access/actor.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import type { SheetId } from '#reports/catalogue.ts';
import type { Cause } from './notify-recipients.server.ts';

export const NOTIFICATIONS_PER_PAGE = 50;

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

/** A page of those of the contact's own recipient, newest first; pages are counted from 1. */
export function listNotifications(
  actor: ContactActor,
  page: number,
): Promise<{ readonly notifications: RecipientNotification[]; readonly total: number }> {
  return inRoleSql(
    'psa_recipient',
    actorSettings(actor),
    async (client) => {
      const counted = await client.query<{ total: number }>(
        'select count(*)::int as total from notifications where recipient_id = $1',
        [actor.recipientId],
      );
      const { rows } = await client.query<RecipientNotification>(
        `select id, sha256, sheet, sheet_row + 1 as row, cause, fields, made_at as "madeAt" from notifications
         where recipient_id = $1 order by made_at desc, id desc limit $2 offset $3`,
        [actor.recipientId, NOTIFICATIONS_PER_PAGE, (page - 1) * NOTIFICATIONS_PER_PAGE],
      );
      return { notifications: rows, total: counted.rows[0]?.total ?? 0 };
    },
    { readOnly: true },
  );
}

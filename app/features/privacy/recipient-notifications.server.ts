// What a recipient's contact reads about rows that are not as they were: file, sheet and row, and nothing of whom they are about (P6).
import { actorSettings, type ContactActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
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
  /** When somebody of the recipient said that it was acted on. */
  readonly confirmedAt: Date | null;
};

/** A page of those of the contact's own recipient: those to act on first, then the newest; pages are counted from 1. */
export function listNotifications(
  actor: ContactActor,
  page: number,
): Promise<{ readonly notifications: RecipientNotification[]; readonly total: number; readonly open: number }> {
  return inRoleSql(
    'psa_recipient',
    actorSettings(actor),
    async (client) => {
      const counted = await client.query<{ total: number; open: number }>(
        'select count(*)::int as total, (count(*) filter (where confirmed_at is null))::int as open from notifications where recipient_id = $1',
        [actor.recipientId],
      );
      const { rows } = await client.query<RecipientNotification>(
        `select id, sha256, sheet, sheet_row + 1 as row, cause, fields, made_at as "madeAt", confirmed_at as "confirmedAt" from notifications
         where recipient_id = $1 order by confirmed_at is not null, made_at desc, id desc limit $2 offset $3`,
        [actor.recipientId, NOTIFICATIONS_PER_PAGE, (page - 1) * NOTIFICATIONS_PER_PAGE],
      );
      return { notifications: rows, total: counted.rows[0]?.total ?? 0, open: counted.rows[0]?.open ?? 0 };
    },
    { readOnly: true },
  );
}

/** The contact says that these were acted on; others', and those that were confirmed, stay as they are. Gives how many are confirmed by it. */
export function confirmNotifications(actor: ContactActor, ids: readonly number[]): Promise<number> {
  return inRoleSql('psa_recipient', actorSettings(actor), async (client) => {
    const confirmed = await client.query(
      `update notifications set confirmed_at = psa_now(), confirmed_by = $1 where id = any($2::int[]) and confirmed_at is null`,
      [actor.contactId, ids],
    );
    const count = confirmed.rowCount ?? 0;
    if (count > 0) await appendEvent(client, { event: 'notifications.confirmed', details: { count } });
    return count;
  });
}

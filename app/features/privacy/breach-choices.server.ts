// Names whom a breach can be about: recipients, and the contacts who fetch for them.
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import type { BreachKind } from './breach.ts';

type Choice = { readonly id: number; readonly name: string };

const RECIPIENTS = `
  select r.id, concat_ws(' · ', coalesce(r.name, e.name), e.mpn_id) as name from recipients r left join employers e on e.id = r.employer_id
  where exists (select from agreements a where a.recipient_id = r.id) order by 2`;
// Whoever left may be the one whose account it was.
const CONTACTS = `
  select c.id, concat_ws(' · ', c.name, coalesce(r.name, e.name), case when c.removed_at is not null then 'removed' end) as name
  from recipient_contacts c join recipients r on r.id = c.recipient_id left join employers e on e.id = r.employer_id order by 2`;

/** What the form of this kind offers; nothing where it asks for neither. */
export function listTouchable(
  actor: StaffActor,
  kind: BreachKind | null,
): Promise<{ recipients: Choice[]; contacts: Choice[] }> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const list = async (text: string): Promise<Choice[]> => (await client.query<Choice>(text)).rows;
      return {
        recipients: kind === 'wrong-recipient' ? await list(RECIPIENTS) : [],
        contacts: kind === 'account-taken' ? await list(CONTACTS) : [],
      };
    },
    { readOnly: true },
  );
}

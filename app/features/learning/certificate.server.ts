// A certificate of completion, for a workshop of one's own that is done: the same bytes each time it is asked for.
import { createRequire } from 'node:module';

import { actorSettings, type PersonActor } from '#app/features/access/actor.ts';
import { languageFor } from '#app/features/language/language.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import type { Language } from '#reports/catalogue.ts';
import { drawCertificate } from './draw-certificate.server.ts';

type Completed = { name: string; email: string; language: string | null; workshop: string; month: string | null };

export type Certificate = { readonly fileName: string; readonly bytes: Buffer };

// Done since the first time that it stood at 100 and never below it again; imports that say so themselves count as well.
const FIND = `
  select trim(concat(p.first_name, ' ', p.last_name)) as name, p.email, p.language, w.name as workshop,
    (select to_char(min(d.recorded_at) at time zone 'Europe/Amsterdam', 'YYYY-MM') from progress_entries d
     where d.enrolment_id = n.id and d.percent = 100
       and d.id > coalesce((select max(u.id) from progress_entries u where u.enrolment_id = n.id and u.percent < 100), 0)) as month
  from enrolments n join workshops w on w.id = n.workshop_id join persons p on p.id = n.person_id
  where n.id = $1 and n.person_id = $2 and n.state = 'enrolled' and n.percent = 100`;

const require = createRequire(import.meta.url);
const fontFile = (name: string): string => require.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`);

const slugOf = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);

/** The certificate in the person's language; null for another's, for one that is not done, and for what does not exist. */
export async function findCertificate(
  actor: PersonActor,
  enrolmentId: number,
  acceptLanguage: string | null,
): Promise<Certificate | null> {
  const completed = await inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => (await client.query<Completed>(FIND, [enrolmentId, actor.personId])).rows[0],
    { readOnly: true },
  );
  if (completed === undefined) return null;
  const language: Language = languageFor(completed.language, acceptLanguage);
  const bytes = await drawCertificate(
    { ...completed, language },
    { plain: fontFile('DejaVuSans'), bold: fontFile('DejaVuSans-Bold') },
  );
  return { fileName: `certificate-${slugOf(completed.workshop) || 'workshop'}.pdf`, bytes };
}

// Cases and whoever handles them, for tests.
import type { StaffActor } from '#app/features/access/actor.ts';
import { askAsStranger } from '#app/features/support/ask-support.server.ts';
import { takeCaseStep } from '#app/features/support/take-case-step.server.ts';
import { sendMails } from '#app/features/mail/mails.server.ts';
import { findCase, type ShownCase } from '#app/features/support/show-case.server.ts';
import type { CaseStep, StrangersQuestion } from '#app/features/support/support-forms.ts';
import { MAIL_WRITERS } from '#app/mail-writers.ts';
import { seedStaff } from '../../../prisma/seed/staff.ts';
import type { TestDatabase } from '#test/support/database.ts';
import { readKeptMail } from '#test/support/kept-mail.ts';

export async function arrangeAdministrator(database: TestDatabase): Promise<StaffActor> {
  await seedStaff();
  const [row] = await database.query<{ id: number; name: string }>(
    `select s.id, s.name from staff_members s join staff_roles r on r.staff_id = s.id where r.role = 'administrator' order by 1 limit 1`,
  );
  if (row === undefined) throw new Error('no administrator');
  return { kind: 'staff', staffId: row.id, roles: ['administrator'], name: row.name };
}

export const CANARY = 'canaryofthecase';
/** Who has no account here; every word of theirs holds the canary. */
export const STRANGER: StrangersQuestion = {
  topic: 'exam',
  message: `When is the exam? ${CANARY}`,
  email: `${CANARY}@nowhere.example`,
  name: `Petra ${CANARY}`,
  phone: '+31 20 5550100',
};

/** Gives the number of the case. */
export async function strangerAsks(database: TestDatabase, more: Partial<StrangersQuestion> = {}): Promise<number> {
  await askAsStranger({ ...STRANGER, ...more }, 'nl');
  const [made] = await database.query<{ id: number }>('select max(id) as id from support_cases');
  return made?.id ?? 0;
}

export async function shownCase(actor: StaffActor, id: number): Promise<ShownCase> {
  const found = await findCase(actor, id);
  if (found === null) throw new Error('no such case');
  return found;
}

export const step = (actor: StaffActor, id: number, taken: CaseStep) => takeCaseStep(actor, id, taken);

export async function mailTo(database: TestDatabase, email: string) {
  await sendMails(MAIL_WRITERS);
  return (await readKeptMail(database)).filter(({ to }) => to?.[0]?.address === email);
}

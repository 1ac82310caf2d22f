// `psa user`: who may come in, and what staff may do.
import type { Command } from 'commander';
import { STAFF_ROLES, type StaffRole } from '#app/features/access/actor.ts';
import { isEntraInUse } from '#app/features/access/entra-sign-in.server.ts';
import { findAddressee, type Addressee } from '#app/features/access/invite-by-address.server.ts';
import { invite } from '#app/features/access/invitations.server.ts';
import { endSignInsOf } from '#app/features/access/sign-ins.server.ts';
import { grantRole, isShutOut, letIn, revokeRole } from '#app/features/access/staff.server.ts';
import { isMailAddress } from '#app/platform/mail-address.ts';
import { print, RefusedError, type Output, type Perform } from './cli-output.ts';

const CLI = { kind: 'system', name: 'command line' } as const;
const ROLES = STAFF_ROLES.join(', ');

function roleOf(text: string): StaffRole {
  const role = STAFF_ROLES.find((known) => known === text);
  if (role === undefined) throw new RefusedError(`'${text}' is no role: say ${ROLES}`);
  return role;
}

function addressOf(text: string): string {
  if (!isMailAddress(text)) throw new RefusedError(`'${text}' is no e-mail address`);
  return text;
}

type Invitation = { readonly invitation: string; readonly mailed: boolean };

async function inviteAddressee(email: string, addressee: Addressee): Promise<Invitation & { lines: string[] }> {
  const { link, mailed } = await invite(CLI, addressee);
  const sent = mailed ? `It was mailed to ${email}, too` : 'It was not mailed: hand it over';
  return { invitation: link, mailed, lines: [link, `An invitation for one use, within seven days. ${sent}.`] };
}

async function inviteByAddress(output: Output, email: string): Promise<void> {
  const addressee = await findAddressee(CLI, addressOf(email));
  if (addressee === null) throw new RefusedError(`Nobody here has the address ${email}`);
  const { invitation, mailed, lines } = await inviteAddressee(email, addressee);
  print(output, { kind: addressee.kind, invitation, mailed }, lines);
}

async function grant(output: Output, email: string, role: string, name: string | undefined): Promise<void> {
  const member = { email: addressOf(email), name: name ?? email, role: roleOf(role) };
  const granted = await grantRole(CLI, member);
  const told = granted ? `${email} is ${role} now` : `${email} was ${role} already`;
  if (await isShutOut(CLI, email)) {
    print(output, { granted, wayIn: 'shut-out' }, [
      told,
      `They are shut out all the same. To let them in again: psa user let-in ${email}`,
    ]);
    return;
  }
  if (!isEntraInUse()) {
    print(output, { granted, wayIn: 'none' }, [
      told,
      `They have no way in yet: staff sign in with Entra ID. Set ENTRA_CLIENT_ID and the variables beside it, then: psa user invite ${email}`,
    ]);
    return;
  }
  const addressee = await findAddressee(CLI, email);
  if (addressee === null || addressee.hasAccount) {
    print(output, { granted }, [told]);
    return;
  }
  // Without it the new member of staff would have a role and no way in.
  const { invitation, mailed, lines } = await inviteAddressee(email, addressee);
  print(output, { granted, invitation, mailed }, [told, ...lines]);
}

async function revoke(output: Output, email: string, role: string): Promise<void> {
  const revoked = await revokeRole(CLI, { email: addressOf(email), role: roleOf(role) });
  if (!revoked) throw new RefusedError(`${email} is not ${role}`);
  print(output, { revoked }, [`${email} is ${role} no more, and was signed out`]);
}

async function letInAgain(output: Output, email: string): Promise<void> {
  if (!(await letIn(CLI, addressOf(email)))) throw new RefusedError(`${email} is not shut out`);
  print(output, { letIn: true }, [`${email} may sign in again, with the roles of before`]);
}

async function isKnown(email: string): Promise<boolean> {
  return (await findAddressee(CLI, email)) !== null || isShutOut(CLI, email);
}

async function endSignIns(output: Output, email: string | undefined, everybody: boolean): Promise<void> {
  if ((email === undefined) === !everybody) throw new RefusedError('Say an e-mail address, or --everybody');
  if (email !== undefined && !(await isKnown(addressOf(email))))
    throw new RefusedError(`Nobody here has the address ${email}`);
  const ended = await endSignInsOf(CLI, email ?? null);
  print(output, { ended }, [ended === 1 ? '1 sign-in was ended' : `${ended} sign-ins were ended`]);
}

/** Adds the `user` verbs. */
export function addUserVerbs(program: Command, perform: Perform): void {
  const verb = program.command('user').description('who may come in, and what staff may do');
  verb
    .command('grant <EMAIL> <ROLE>')
    .description(`give a member of staff a role: ${ROLES}; who has no way in yet is invited`)
    .option('--name <NAME>', 'how a new member of staff is called')
    .action((email: string, role: string, options: { name?: string }) =>
      perform((output) => grant(output, email, role, options.name)),
    );
  verb
    .command('revoke <EMAIL> <ROLE>')
    .description(`take a role from a member of staff: ${ROLES}`)
    .action((email: string, role: string) => perform((output) => revoke(output, email, role)));
  verb
    .command('let-in <EMAIL>')
    .description('let a member of staff in again who was shut out; roles stay as they were')
    .action((email: string) => perform((output) => letInAgain(output, email)));
  verb
    .command('sign-out [EMAIL]')
    .description('end every sign-in of whoever has this address, or of everybody')
    .option('--everybody', 'end all sign-ins there are')
    .action((email: string | undefined, options: { everybody?: boolean }) =>
      perform((output) => endSignIns(output, email, options.everybody === true)),
    );
  verb
    .command('invite <EMAIL>')
    .description('make a link that lets in whoever has this address: staff, a recipient’s contact or a learner')
    .action((email: string) => perform((output) => inviteByAddress(output, email)));
}

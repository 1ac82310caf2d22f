// `psa person`: the rights of somebody who asks by another way than their own page.
import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { exportPerson } from '#app/features/privacy/export-person.server.ts';
import type { ErasureReceipt } from '#app/features/privacy/erasure-receipt.ts';
import { erasePerson } from '#app/features/privacy/erase-person.server.ts';
import { findPerson, readmitAddress, wasErased, type FoundPerson } from '#app/features/privacy/find-person.server.ts';
import { tellOfLifting } from '#app/features/privacy/lifting-mail.server.ts';
import { liftRestriction, restrictPerson } from '#app/features/privacy/restrict-person.server.ts';
import { isMailAddress } from '#app/platform/mail-address.ts';
import { print, RefusedError, type Output, type Perform } from './cli-output.ts';

const CLI = { kind: 'system', name: 'command line' } as const;

async function personOf(email: string): Promise<FoundPerson> {
  if (!isMailAddress(email)) throw new RefusedError(`'${email}' is no e-mail address`);
  const person = await findPerson(email);
  if (person === null) throw new RefusedError(`Nobody here has the address ${email}`);
  return person;
}

async function exportAll(output: Output, email: string, out: string | undefined): Promise<void> {
  const { id } = await personOf(email);
  const found = await exportPerson(CLI, id);
  if (out === undefined) {
    output.say(`${JSON.stringify(found, null, output.json ? undefined : 2)}\n`);
    return;
  }
  // Nobody else on this machine reads it.
  await writeFile(out, `${JSON.stringify(found, null, 2)}\n`, { mode: 0o600 });
  const rows = found.tables.reduce((sum, table) => sum + table.rows.length, 0);
  print(output, { file: out, tables: found.tables.length, rows }, [`${rows} rows were written to ${out}`]);
}

const receiptLines = (receipt: ErasureReceipt | null): string[] =>
  receipt === null
    ? []
    : [
        `Receipt ${receipt.reference} of ${receipt.at}, which names nobody. Kept by law:`,
        ...receipt.kept.map(({ what, law, until, period }) => `  ${what}: ${law}, until ${until ?? period}`),
        ...(receipt.runsNotReproducible.length > 0
          ? [`Runs that can’t be made again byte by byte: ${receipt.runsNotReproducible.join(', ')}`]
          : []),
      ];

/** Until its last day is over nothing else is done with what a law keeps (R8). */
function refuseKept({ email, isKeptByLaw }: FoundPerson): void {
  if (isKeptByLaw)
    throw new RefusedError(
      `A law keeps something of ${email}: their request for erasure says which, and until when. An officer decides there`,
    );
}

async function erase(output: Output, email: string): Promise<void> {
  // Somebody who is gone already is no mistake: a script may say it again.
  if (isMailAddress(email) && (await findPerson(email)) === null && (await wasErased(email))) {
    print(output, { erased: false, notifications: 0, filesRemoved: 0, receipt: null }, [`${email} was erased already`]);
    return;
  }
  const person = await personOf(email);
  refuseKept(person);
  const erased = await erasePerson(CLI, person.id);
  print(output, erased, [
    `${email} is erased. Notifications made for recipients: ${erased.notifications}; files removed: ${erased.filesRemoved}`,
    ...receiptLines(erased.receipt),
  ]);
}

async function restrict(output: Output, email: string): Promise<void> {
  const { id } = await personOf(email);
  const restricted = await restrictPerson(CLI, id);
  print(output, { restricted }, [
    restricted ? `${email} is in no report from now on` : `${email} was restricted already`,
  ]);
}

async function lift(output: Output, email: string): Promise<void> {
  const person = await personOf(email);
  if (!person.isRestricted) {
    print(output, { lifted: false, told: false }, [`${email} is not restricted`]);
    return;
  }
  refuseKept(person);
  const told = await tellOfLifting(person);
  const lifted = await liftRestriction(CLI, person.id);
  print(output, { lifted, told }, [
    `The restriction of ${email} has ended. ${told ? 'They were told by mail before' : 'No mail goes out here: tell them yourself'}`,
  ]);
}

async function readmit(output: Output, email: string): Promise<void> {
  if (!isMailAddress(email)) throw new RefusedError(`'${email}' is no e-mail address`);
  const readmitted = await readmitAddress(email);
  print(output, { readmitted }, [
    readmitted ? `${email} can register and be imported again` : `Nobody was erased under ${email}`,
  ]);
}

/** Adds the `person` verbs. */
export function addPersonVerbs(program: Command, perform: Perform): void {
  const verb = program.command('person').description('what somebody asks for as their right');
  verb
    .command('export <EMAIL>')
    .description('everything that is held about somebody, as JSON')
    .option('--out <FILE>', 'write it to a file that only you can read')
    .action((email: string, options: { out?: string }) => perform((output) => exportAll(output, email, options.out)));
  verb
    .command('erase <EMAIL>')
    .description('erase somebody at once and for good; recipients who were given something are told')
    .action((email: string) => perform((output) => erase(output, email)));
  verb
    .command('restrict <EMAIL>')
    .description('keep somebody out of every report until it is lifted')
    .action((email: string) => perform((output) => restrict(output, email)));
  verb
    .command('lift <EMAIL>')
    .description('end a restriction; the person is told by mail first')
    .action((email: string) => perform((output) => lift(output, email)));
  verb
    .command('readmit <EMAIL>')
    .description('let an address come back that was erased, when its owner asks for it')
    .action((email: string) => perform((output) => readmit(output, email)));
}

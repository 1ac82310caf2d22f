// The verbs of `psa`: verb → feature function. Exit codes: 0 done, 2 refused (bad input, held, not genuine, chain broken), 1 fault.
import { Command, CommanderError } from 'commander';
import { runDue } from '#app/features/delivery/schedules.server.ts';
import { readChain } from '#app/features/ledger/read-chain.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { closePortal } from '#app/features/access/readiness.server.ts';
import { findRestoring, WHILE_RESTORING } from '#app/features/backup/restoring.server.ts';
import { migrateDatabase } from '#app/platform/migrate-database.server.ts';
import { addBackupVerbs } from './cli-backup.ts';
import { addImportVerbs } from './cli-import.ts';
import {
  EXIT,
  print,
  printFailure,
  RefusedError,
  STANDARD_STREAMS,
  type Output,
  type Perform,
  type Streams,
} from './cli-output.ts';
import { addMailVerbs } from './cli-mail.ts';
import { addPersonVerbs } from './cli-person.ts';
import { addReportVerbs } from './cli-report.ts';
import { addRetentionVerbs } from './cli-retention.ts';
import { addUserVerbs } from './cli-user.ts';
import { seedPeople } from '../prisma/seed/made-up-people.ts';

async function verifyAudit(output: Output): Promise<void> {
  const answer = await readChain({ 'psa.actor_kind': 'system' });
  if (!answer.ok) {
    const head = answer.fault === 'one-sided' ? 'An anchor is missing' : 'The chain is broken';
    throw new RefusedError(`${head}: ${answer.what}`, answer);
  }
  print(output, answer, [
    `The chain holds: ${answer.sealed} events sealed, ${answer.unsealed} not yet. Head ${answer.head}`,
    answer.anchored,
  ]);
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new RefusedError(`--${name} needs a whole number above 0`);
  return value;
}

const SAY_HELP = 'Say --help to see what there is.';

function build({ json, say, complain }: Output, perform: Perform): Command {
  const program = new Command('psa')
    .description('The Partner Skills Academy on the command line. Exit codes: 0 done, 2 refused, 1 fault.')
    .option('--json', 'answer with one JSON value')
    .exitOverride()
    .showHelpAfterError(SAY_HELP);
  // Verbs added later do as it does. The reason is printed as one JSON value, by whoever catches it.
  program.configureOutput({ writeOut: say, writeErr: json ? () => undefined : complain });

  program
    .command('migrate')
    .description('bring the database to the newest migration')
    .action(() =>
      perform(async (output) => {
        const { applied } = await migrateDatabase();
        print(
          output,
          { applied },
          applied.length === 0 ? ['Nothing to apply'] : applied.map((name) => `Applied ${name}`),
        );
      }),
    );
  program
    .command('seed')
    .description('fill an empty portal with made-up people, agreements and staff')
    .requiredOption('--people <N>', 'how many people')
    .requiredOption('--employers <M>', 'how many employers')
    .option('--seed <S>', 'the same number makes the same people', '1')
    .action((options: { people: string; employers: string; seed: string }) =>
      perform(async (output) => {
        const people = positive('people', options.people);
        const employers = positive('employers', options.employers);
        const made = await seedPeople({ people, employers, seed: positive('seed', options.seed) });
        print(output, made, [`${made.people} people of ${made.employers} employers, ${made.enrolments} enrolments`]);
      }),
    );
  addImportVerbs(program, perform);
  addReportVerbs(program, perform);
  program
    .command('schedule')
    .description('the schedules of agreements')
    .command('due')
    .description('make and deliver every run that is due now')
    .action(() =>
      perform(async (output) => {
        const count = await runDue(await databaseNow());
        print(output, count, [`${count.planned} runs were due, ${count.missed} were missed`]);
      }),
    );
  program
    .command('audit')
    .description('the chain of events')
    .command('verify')
    .description('seal what is new and read the whole chain again')
    .action(() => perform(verifyAudit));
  addPersonVerbs(program, perform);
  addUserVerbs(program, perform);
  addMailVerbs(program, perform);
  addBackupVerbs(program, perform);
  addRetentionVerbs(program, perform);
  return program;
}

/** Why a command line can't be understood. No verb at all has its help for a reason. */
const reasonOf = ({ code, message }: CommanderError): string =>
  code === 'commander.help' ? `There is no verb. ${SAY_HELP}` : `${message.replace(/^error: /, '')}. ${SAY_HELP}`;

/** What goes on while the portal is closed for a restore: the restore itself, and looking at what it is about. */
const WHILE_CLOSED: readonly string[] = ['psa migrate', 'psa restore', 'psa audit verify'];

const fullName = (command: Command): string =>
  command.parent === null ? command.name() : `${fullName(command.parent)} ${command.name()}`;

/** Throws for a verb that would work on the rows of yesterday before what must not come back is gone again. */
async function refuseWhileClosed(verb: string): Promise<void> {
  if (!WHILE_CLOSED.includes(verb) && (await findRestoring()) !== null) throw new RefusedError(WHILE_RESTORING);
}

/** Runs one verb and gives the exit code. */
export async function runVerb(argv: readonly string[], streams: Streams = STANDARD_STREAMS): Promise<number> {
  const output: Output = { ...streams, json: argv.includes('--json') };
  let code: number = EXIT.done;
  let verb = '';
  const program = build(output, async (work) => {
    try {
      await refuseWhileClosed(verb);
      const given = await work(output);
      code = typeof given === 'number' ? given : EXIT.done;
    } catch (error) {
      code = printFailure(output, error);
    } finally {
      await closePortal();
    }
  });
  program.hook('preAction', (_root, action) => {
    verb = fullName(action);
  });
  try {
    // `--json` may stand anywhere.
    await program.parseAsync(
      argv.filter((word) => word !== '--json'),
      { from: 'user' },
    );
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return EXIT.done;
    return output.json ? printFailure(output, new RefusedError(reasonOf(error))) : EXIT.refused;
  }
  return code;
}

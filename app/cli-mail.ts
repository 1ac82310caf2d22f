// `psa mail`: what mail servers send back.
import type { Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { BOUNCE_REFUSALS, takeBounce, type BounceOutcome } from '#app/features/mail/bounces.server.ts';
import { MAIL_WRITERS } from './mail-writers.ts';
import { print, RefusedError, type Output, type Perform } from './cli-output.ts';

const WORDS: Readonly<Record<BounceOutcome['outcome'], string>> = {
  marked: 'takes no mail: marked, and the administrators are told',
  'marked-before': 'takes no mail, and was marked before',
  'not-for-good': 'may still get it: nothing was changed',
};

function whoIs(of: BounceOutcome): string {
  if ('contact' in of) return `Contact ${of.contact}`;
  return 'case' in of ? `Whoever asked in support case ${of.case}` : `Person ${of.person}`;
}

async function takeIn(output: Output, file: string): Promise<void> {
  const bytes = await (file === '-' ? buffer(process.stdin) : readFile(file)).catch(() => {
    throw new RefusedError(`'${file}' cannot be read`);
  });
  const taken = await takeBounce(bytes, MAIL_WRITERS);
  if (!taken.ok) throw new RefusedError(BOUNCE_REFUSALS[taken.reason], { reason: taken.reason });
  const { outcome, status } = taken.value;
  print(output, taken.value, [`${whoIs(taken.value)} ${WORDS[outcome]} (${status})`]);
}

/** Adds the `mail` verbs. */
export function addMailVerbs(program: Command, perform: Perform): void {
  program
    .command('mail')
    .description('mail that came back')
    .command('bounce <FILE>')
    .description(
      'take in a delivery status notification (RFC 3464), from a file or, with -, as a mail server pipes it in',
    )
    .action((file: string) => perform((output) => takeIn(output, file)));
}

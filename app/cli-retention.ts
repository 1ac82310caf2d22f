// `psa retention`: what goes today by the rules that people go by, and letting exactly that go.
import type { Command } from 'commander';
import { confirmRetention, previewRetention } from '#app/features/privacy/run-retention.server.ts';
import { LIVE_REASONS, ruleOf } from '#app/features/privacy/retention-rules.ts';
import { columns, print, RefusedError, type Output, type Perform } from './cli-output.ts';

const CLI = { kind: 'system', name: 'command line' } as const;

async function preview(output: Output): Promise<void> {
  const { goes, stays, digest } = await previewRetention(CLI);
  // By number: a terminal keeps what it shows.
  const shown = ({ id, rule, usedOn, goesOn, keptBecause }: (typeof goes)[number]) => ({
    person: id,
    rule,
    usedOn,
    goesOn,
    keptBecause,
  });
  print(output, { digest, goes: goes.map(shown), stays: stays.map(shown) }, [
    `${goes.length} people go today; ${stays.length} whose time is over stay`,
    ...columns([
      ['PERSON', 'RULE', 'LAST USED', 'STAYS BECAUSE'],
      ...[...goes, ...stays].map(({ id, rule, usedOn, keptBecause }) => [
        String(id),
        ruleOf(rule).label,
        usedOn,
        keptBecause === null ? '' : LIVE_REASONS[keptBecause],
      ]),
    ]),
    ...(goes.length === 0 ? [] : [`To let exactly these go: psa retention run --confirm ${digest}`]),
  ]);
}

async function run(output: Output, digest: string | undefined): Promise<void> {
  if (digest === undefined)
    throw new RefusedError('Look first: psa retention preview says what goes, and what to confirm');
  const done = await confirmRetention(CLI, digest);
  if (!done.ok)
    throw new RefusedError(
      done.reason === 'changed'
        ? 'What is due is not what was shown: look again with psa retention preview'
        : 'Nobody is to go today',
      { reason: done.reason },
    );
  const { gone, kept } = done.value;
  print(output, done.value, [`${gone} people went; ${kept} stayed, because something is not finished yet by now`]);
}

/** Adds the `retention` verbs. */
export function addRetentionVerbs(program: Command, perform: Perform): void {
  const verb = program.command('retention').description('what is not kept any longer');
  verb
    .command('preview')
    .description('who goes today, whose time is over and stays, and why')
    .action(() => perform(preview));
  verb
    .command('run')
    .description('let exactly those go that were shown; the worker does the same by itself where the rule says so')
    .option('--confirm <DIGEST>', 'as the preview said it')
    .action((options: { confirm?: string }) => perform((output) => run(output, options.confirm)));
}

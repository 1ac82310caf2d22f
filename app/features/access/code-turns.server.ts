// Decides how often a code is made, and mailed: tightly for one address from one network, loosely for the address from everywhere, so that
// nobody can keep somebody else out by asking for their codes.
import type { PoolClient } from 'pg';

import { networkOf } from './network.ts';
import { LIMITS } from './rate-limit.server.ts';
import { requestScope } from './request-scope.server.ts';
import { countTurn } from './turns.server.ts';

/**
 * Takes a turn for `subject`; true when it had too many. Asks as many questions either way: those after a refusal are about `browser`, and
 * use up nobody's turns, so that what one network is refused counts for no other.
 */
export async function isCodeTooOften(client: PoolClient, subject: string, browser: string): Promise<boolean> {
  const here = `${subject} ${networkOf(requestScope()?.address ?? '')}`;
  let isTooOften = false;
  for (const [name, counted] of [
    ['code:address-network', here],
    ['code:address-network-day', here],
    ['code:address', subject],
    ['code:address-day', subject],
  ] as const) {
    const wait = await countTurn(client, name, isTooOften ? browser : counted, LIMITS[name]);
    isTooOften ||= wait > 0;
  }
  return isTooOften;
}

/** Takes a turn of somebody who is signed in and proves it again: nobody else can use them up. True when there were too many. */
export const isProofTooOften = async (client: PoolClient, actor: string): Promise<boolean> =>
  (await countTurn(client, 'code:actor', actor, LIMITS['code:actor'])) > 0;

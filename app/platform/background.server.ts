// What no one waits for gives way to what somebody does, where both run on one machine.
import { readdirSync } from 'node:fs';
import { constants, platform, setPriority } from 'node:os';

/**
 * Gives this process a lower priority than those that answer people. It loses nothing while the machine has time to spare, and a tenth of a core is
 * left to it at least, so that what is due does not wait for ever.
 */
export function giveWayToPages(): void {
  // On Linux each thread has its own: those that compress and read files are there already.
  const threads = platform() === 'linux' ? readdirSync('/proc/self/task').map(Number) : [0];
  for (const thread of threads) setPriority(thread, constants.priority.PRIORITY_BELOW_NORMAL);
}

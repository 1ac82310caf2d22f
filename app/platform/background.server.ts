// What no one waits for gives way to what somebody does, where both run on one machine.
import { readdirSync } from 'node:fs';
import { constants, platform, setPriority } from 'node:os';

/**
 * Gives this process a lower priority than those that answer people. It loses nothing while the machine has time to spare; while pages need all of it, little is
 * left: what is due at a month's end has hours, and somebody who waits for a page has not.
 */
export function giveWayToPages(): void {
  // On Linux each thread has its own: those that compress and read files are there already.
  const threads = platform() === 'linux' ? readdirSync('/proc/self/task').map(Number) : [0];
  for (const thread of threads) {
    try {
      setPriority(thread, constants.priority.PRIORITY_LOW);
    } catch {
      // It ended since it was listed.
    }
  }
}

// What no one waits for gives way to what somebody does, where both run on one machine.
import { constants, setPriority } from 'node:os';

/** Gives this process a lower priority than those that answer people. Takes nothing from it while the machine has time to spare. */
export function giveWayToPages(): void {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
}

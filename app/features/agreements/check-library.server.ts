// Asks Microsoft Graph at once whether a draft's library is there and lets the portal in, so that nobody learns it from a failed delivery (bad-G18).
import { databaseNow } from '#app/platform/clock.server.ts';
import { checkGraphFolder, GraphError } from '#app/platform/graph-files.server.ts';
import type { GraphTarget } from './channels.ts';

/** Whether it works, and in plain words what was found. */
export async function checkLibrary(target: GraphTarget): Promise<{ readonly ok: boolean; readonly words: string }> {
  try {
    await checkGraphFolder(target, await databaseNow());
    return { ok: true, words: 'The library is there and lets the portal in.' };
  } catch (error) {
    if (error instanceof GraphError) return { ok: false, words: `${error.message}.` };
    throw error;
  }
}

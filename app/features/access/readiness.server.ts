// Decides whether this process can serve: its database answers, and holds every migration that the code was written for.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { finishAfterAnswers } from '#app/platform/after-answer.server.ts';
import { closeDatabase, inRoleSql, isUnavailable } from '#app/platform/db.server.ts';
import { log } from '#app/platform/log.server.ts';
import { projectRoot } from '#app/platform/project-root.server.ts';

const ANSWER_WITHIN_MS = 3_000;

/** True when the database answers within 3 s and every migration in the source is applied; the reason for a no is only logged. */
export async function isReady(): Promise<boolean> {
  try {
    const known = await readdir(join(projectRoot, 'prisma', 'migrations'), { withFileTypes: true });
    const wanted = known.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    return await inRoleSql(
      'psa_portal',
      {},
      async (client) => {
        const { rows } = await client.query<{ migration_name: string }>(
          'select migration_name from _prisma_migrations where finished_at is not null and rolled_back_at is null',
        );
        const applied = new Set(rows.map((row) => row.migration_name));
        return wanted.every((name) => applied.has(name));
      },
      { readOnly: true, timeoutMs: ANSWER_WITHIN_MS },
    );
  } catch (error) {
    log.warn({ err: error }, 'not ready');
    return false;
  }
}

/** True for what kept a request from being answered and is no fault of it: it may be asked again in a while (503). */
export const passesByItself = (error: unknown): boolean => isUnavailable(error);

/** Ends what goes on after answers, and closes the connections of this copy of the code. */
export async function closePortal(): Promise<void> {
  await finishAfterAnswers();
  await closeDatabase();
}

import { join } from 'node:path';
import { env } from './env.server.ts';

/** Absolute path below the data folder (`PSA_DATA_DIR`). Nothing is made. */
export function dataPath(...parts: readonly string[]): string {
  return join(env().dataDir, ...parts);
}

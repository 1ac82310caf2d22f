// Finds the folder that holds this project's package.json, from the source tree as well as from the bundled build.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

function findRoot(from: string): string {
  if (existsSync(join(from, 'prisma', 'schema.prisma')) && existsSync(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error(`No project root above ${import.meta.dirname}`);
  return findRoot(parent);
}

/** Absolute path of the project's folder. */
export const projectRoot: string = findRoot(import.meta.dirname);

/** Resolves an installed package's file as the project itself would. Takes a specifier, gives an absolute path, throws if absent. */
export const resolveInstalled: (specifier: string) => string = createRequire(join(projectRoot, 'package.json')).resolve;

// Decides what the server serves: Vite's live modules in development, else the build, which must be there in production and is made
// elsewhere when it is missing or older than its sources.
import type { ServerBuild } from '@remix-run/node';
import type { RequestHandler } from 'express';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { glob, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

import { env } from '#app/platform/env.server.ts';
import { projectRoot, resolveInstalled } from '#app/platform/project-root.server.ts';

export type Portal = {
  dev: boolean;
  build: ServerBuild | (() => Promise<ServerBuild>);
  clientDir: string;
  middleware?: RequestHandler;
  close(): Promise<void>;
};

const WAIT_FOR_BUILD_MS = 200;
const SERVER_ENTRY = join(projectRoot, 'build', 'server', 'index.js');
const CLIENT_DIR = join(projectRoot, 'build', 'client');
const SOURCES = ['app/**/*.{ts,tsx,css}', 'reports/**/*.ts', 'remix.config.js', 'vite.config.ts', 'package-lock.json'];

function isBuild(loaded: unknown): loaded is ServerBuild {
  return typeof loaded === 'object' && loaded !== null && 'entry' in loaded && 'routes' in loaded && 'assets' in loaded;
}

function isClosable(entry: object): entry is { close(): Promise<void> } {
  return 'close' in entry && typeof entry.close === 'function';
}

/** What entry.server exports beside Remix's own functions. */
async function closeBundle(loaded: ServerBuild): Promise<void> {
  const entry: object = loaded.entry.module;
  if (isClosable(entry)) await entry.close();
}

async function isOutdated(): Promise<boolean> {
  if (!existsSync(SERVER_ENTRY)) return true;
  const builtAt = (await stat(SERVER_ENTRY)).mtimeMs;
  for await (const path of glob(SOURCES, { cwd: projectRoot, exclude: ['app/platform/prisma-client/**'] })) {
    if ((await stat(join(projectRoot, path))).mtimeMs > builtAt) return true;
  }
  return false;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Runs `work` while no other process of this project does; a lock whose process has gone is taken over. */
async function alone<T>(work: () => Promise<T>): Promise<T> {
  const lock = join(projectRoot, 'node_modules', '.cache', 'portal-build.pid');
  await mkdir(dirname(lock), { recursive: true });
  for (;;) {
    try {
      await writeFile(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch {
      const holder = Number(await readFile(lock, 'utf8').catch(() => ''));
      if (holder > 0 && !isRunning(holder)) await rm(lock, { force: true });
      await sleep(WAIT_FOR_BUILD_MS);
    }
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

/** Makes the build if it is missing or older than its sources. Takes some seconds; throws with the builder's words. */
export async function ensureBuild(): Promise<void> {
  await alone(async () => {
    if (!(await isOutdated())) return;
    const remix = join(resolveInstalled('@remix-run/dev/package.json'), '..', 'dist', 'cli.js');
    await promisify(execFile)(process.execPath, [remix, 'vite:build', '--logLevel', 'warn'], { cwd: projectRoot });
  });
}

/** Opens what the server serves. In production a missing build is an error that names the command. */
export async function openPortal(dev: boolean): Promise<Portal> {
  if (dev) return openLive();
  if (env().mode !== 'production') await ensureBuild();
  else if (!existsSync(SERVER_ENTRY)) throw new Error('There is no build to serve. Run: npm run build');
  const build: unknown = await import(pathToFileURL(SERVER_ENTRY).href);
  if (!isBuild(build)) throw new Error('build/server/index.js is not a build of this portal. Run: npm run build');
  return { dev, build, clientDir: CLIENT_DIR, close: () => closeBundle(build) };
}

async function openLive(): Promise<Portal> {
  const { createServer } = await import('vite');
  const vite = await createServer({ server: { middlewareMode: true } });
  const load = async (): Promise<ServerBuild> => {
    const build = await vite.ssrLoadModule('virtual:remix/server-build');
    if (!isBuild(build)) throw new Error('Vite gave no build of this portal.');
    return build;
  };
  const close = async (): Promise<void> => {
    await closeBundle(await load());
    await vite.close();
  };
  return { dev: true, build: load, clientDir: CLIENT_DIR, middleware: vite.middlewares, close };
}

// The thread in which a stranger's file is read: its memory and its time are bounded, and the portal goes on meanwhile (bad-D1, bad-D2).
import { parentPort, workerData } from 'node:worker_threads';
import { parseAny, type ParseOrder } from './parse-file.ts';
import type { ImportKind } from './match-columns.ts';

/** From `parse-apart.server.ts`, which is typed. */
const order = workerData as ParseOrder<ImportKind>;
parentPort?.postMessage(await parseAny(order));

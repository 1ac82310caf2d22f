// The thread in which a stranger's file is read: its memory and its time are bounded, and the portal goes on meanwhile (bad-D1, bad-D2).
import { parentPort, workerData } from 'node:worker_threads';
import { nameAcademy } from '#app/features/language/academy.ts';
import { keepExamined } from './kept-reading.server.ts';
import type { ThreadNews, ThreadOrder } from './parse-apart.server.ts';
import { examineAny } from './parse-file.ts';

const tell = (news: ThreadNews): void => parentPort?.postMessage(news);
/** From `parse-apart.server.ts`, which is typed. */
const { order, keepAt, academy } = workerData as ThreadOrder;
nameAcademy(academy);
let told = 0;
const examined = await examineAny(order, (percent) => {
  if (percent < told + 5) return;
  told = percent;
  tell({ percent });
});
if (keepAt !== undefined) await keepExamined(keepAt, examined);
tell({ examined });

// The portal in a process of its own that tells, when asked, how much memory it took and how late its event loop was since it was last asked.
import { startServer } from '#app/server.ts';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const EVERY_MS = 10;
const NS_IN_MS = 1e6;
const MB = 1e6;

const tell = (told: object): void => void process.send?.(told);
const delay = monitorEventLoopDelay({ resolution: EVERY_MS });
let before = 0;
let peak = 0;

const look = (): void => {
  peak = Math.max(peak, process.memoryUsage.rss());
};
setInterval(look, EVERY_MS);
process.on('message', (about) => {
  if (about === 'start') {
    before = process.memoryUsage.rss();
    peak = before;
    delay.enable();
    delay.reset();
    tell({});
  } else {
    look();
    tell({ peakMb: (peak - before) / MB, lagMs: Math.max(0, delay.max / NS_IN_MS - EVERY_MS) });
  }
});
process.on('SIGTERM', () => process.exit(0));
const { url } = await startServer({ port: 0 });
tell({ url });

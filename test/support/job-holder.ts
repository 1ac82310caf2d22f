// A process that takes a job of the queue and never ends it: for tests that kill it.
import { openJobQueue } from '#app/platform/job-queue.server.ts';

await openJobQueue([
  {
    name: process.argv[2] ?? 'held',
    everySeconds: 3_600,
    run: () => {
      process.stdout.write('holding\n');
      return new Promise(() => setInterval(() => undefined, 1_000));
    },
  },
]);

// What is recorded of any breach, whatever it is about.
import { databaseNow } from '#app/platform/clock.server.ts';

export const hoursAgo = async (hours: number): Promise<Date> =>
  new Date((await databaseNow()).getTime() - hours * 3_600_000);

/** Known for an hour. */
export const shared = async () => ({
  title: 'Something happened',
  what: 'As far as we know',
  happenedFrom: null,
  happenedTo: null,
  knownAt: await hoursAgo(1),
});

// Decides whether a recording can be added to a session, and why not: those in it are told before it first meets, or there is none (F4).

export type RecordingStanding = 'open' | 'not-recorded' | 'told-late' | 'not-met' | 'too-old';

export type RecordingFacts = {
  readonly recorded: boolean;
  readonly toldAt: Date | null;
  /** When it first meets; null without meetings. */
  readonly first: Date | null;
  /** Days as 'YYYY-MM-DD'. */
  readonly today: string;
  /** The last day that a recording may have; null while no meeting of it is over. */
  readonly latest: string | null;
};

export function standingOfRecordings({ recorded, toldAt, first, today, latest }: RecordingFacts): RecordingStanding {
  if (!recorded || toldAt === null) return 'not-recorded';
  if (first !== null && toldAt >= first) return 'told-late';
  if (latest === null) return 'not-met';
  return latest < today ? 'too-old' : 'open';
}

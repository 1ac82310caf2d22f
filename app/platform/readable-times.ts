// Decides in which form the database writes times to us. A database, a login or a URL may have forms of their own, of which the
// drivers read one alone: pg knows no date but ISO's, and Prisma's adapter drops the offset and takes what is left for UTC.

export const READABLE_TIMES = { datestyle: 'ISO', timezone: 'UTC' } as const;

/** The same for connections that wear no role, as PostgreSQL's start-up options. */
export const READABLE_TIMES_OPTIONS = Object.entries(READABLE_TIMES)
  .map(([name, value]) => `-c ${name}=${value}`)
  .join(' ');

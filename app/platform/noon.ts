/** The middle of a day 'YYYY-MM-DD': read as a day it is that day, in every zone in which somebody reads it here. */
export const noonOf = (day: string): Date => new Date(`${day}T12:00:00Z`);

/** However slowly a server takes a file, in milliseconds: less than a sender's claim of it lasts. */
export const LONGEST_SENDING_MS = 8 * 60_000;

// Decides which channels there are. Without zod, for browsers, too.

export const CHANNELS = ['portal', 'graph', 'sftp', 'folder'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Those that reach nobody else's server, and those that do. */
export const OWN_CHANNELS: readonly Channel[] = ['portal', 'folder'];
export const REACHING_CHANNELS: readonly Channel[] = CHANNELS.filter((channel) => !OWN_CHANNELS.includes(channel));

// Decides which channels there are. Without zod, for browsers, too.

export const CHANNELS = ['portal', 'graph', 'sftp', 'folder'] as const;
export type Channel = (typeof CHANNELS)[number];

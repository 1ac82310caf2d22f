// Decides what an agreement says of where its channels lead. No secret is part of it: the portal has keys of its own.
import { z } from 'zod';

const folder = z
  .string()
  .trim()
  .max(400)
  .regex(/^[^\\:*?"<>|\p{Cc}]*$/u, 'must not contain any of \\ : * ? " < > |')
  .refine((path) => !path.split('/').includes('..'), 'must not lead upwards');

/** 'SHA256:' and 43 characters, as `ssh-keygen -l` prints it. */
const hostKey = z
  .string()
  .regex(/^SHA256:[A-Za-z0-9+/]{43}$/, 'is not a fingerprint such as SHA256:… of 43 characters');

export const SftpTarget = z.strictObject({
  host: z.hostname('must be the name of a server').max(253),
  port: z.int().min(1).max(65_535),
  user: z.string().min(1).max(100),
  folder,
  /** Several while the server's key is being changed. */
  hostKeys: z.array(hostKey).min(1, 'needs the fingerprint of the server’s key').max(5),
});
export type SftpTarget = z.infer<typeof SftpTarget>;

export const GraphTarget = z.strictObject({
  driveId: z.string().regex(/^[A-Za-z0-9!_-]{8,200}$/, 'must be the id of a document library'),
  folder,
});
export type GraphTarget = z.infer<typeof GraphTarget>;

/** Where the channels of a version lead that have an address. */
export const ChannelTargets = z.strictObject({ sftp: SftpTarget.optional(), graph: GraphTarget.optional() });
export type ChannelTargets = z.infer<typeof ChannelTargets>;

/** The agreed channels that lack an address. */
export const lackingTarget = (channels: readonly string[], targets: ChannelTargets): ('sftp' | 'graph')[] =>
  (['sftp', 'graph'] as const).filter((channel) => channels.includes(channel) && targets[channel] === undefined);

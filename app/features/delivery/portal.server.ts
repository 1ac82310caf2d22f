// The portal channel: delivered is published; the rows are disclosed when the recipient first downloads them.
import type { Transport } from './transport.ts';

export const portalTransport: Transport = {
  deliver: () => Promise.resolve({ disclosed: false }),
};

// The Microsoft Graph channel: PERIOD-RECIPIENT.xlsx in the folder of a SharePoint library.
import { ChannelTargets, type GraphTarget } from '#app/features/agreements/channels.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { env } from '#app/platform/env.server.ts';
import { findByGraph, GraphError, putByGraph } from '#app/platform/graph-files.server.ts';
import { fileNameOf, TransportError, type Parcel, type Transport } from './transport.ts';

/** Two clocks may differ by so much. */
const CLOCKS_APART_MS = 5 * 60_000;

function targetOf({ targets }: Parcel): GraphTarget {
  const target = ChannelTargets.parse(targets).graph;
  if (target === undefined) throw new TransportError('The agreement names no library', false);
  if (env().entra === undefined) throw new TransportError('The portal has no application in Entra ID (ENTRA_*)', false);
  return target;
}

const asTransportError = (error: unknown): unknown =>
  error instanceof GraphError
    ? new TransportError(error.message, error.retry, {
        cause: error,
        waitS: error.waitS,
        maybeArrived: error.maybeArrived,
      })
    : error;

export const graphTransport: Transport = {
  async deliver(parcel) {
    const target = targetOf(parcel);
    try {
      await putByGraph(target, fileNameOf(parcel), parcel.path, await databaseNow());
    } catch (error) {
      throw asTransportError(error);
    }
    return { disclosed: true };
  },
  // SharePoint may write properties of its own into an Office file, so its bytes tell nothing: a file of that name, written since this delivery
  // began, counts as ours. To take one for disclosed that is not errs on the safe side.
  async findArrived(parcel) {
    const target = targetOf(parcel);
    try {
      const written = await findByGraph(target, fileNameOf(parcel), await databaseNow());
      const since = parcel.queuedAt.getTime() - CLOCKS_APART_MS;
      return written !== null && written.getTime() >= since ? { disclosed: true } : null;
    } catch (error) {
      throw asTransportError(error);
    }
  },
};

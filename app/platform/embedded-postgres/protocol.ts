// What a command and the keeper of the embedded PostgreSQL say to each other, one line each, over a unix socket.
import { connect } from 'node:net';

/** A command takes a share of the server; it keeps the connection for as long as it needs it. */
export const HELLO = 'hello\n';
/** A command gives its share back; the keeper ends the connection when that is done. */
export const BYE = 'bye\n';

export type KeeperAnswer = { readonly ready: true } | { readonly ready: false; readonly fault: string };

/** True if a keeper accepts connections at that socket. */
export function isAnswering(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

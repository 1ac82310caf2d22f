// Decides whether the address that a request names can be read at all. What can't would be refused further in, where it is written to the log.

export type Target = {
  readonly protocol: string;
  /** Without its port; undefined when the request names none, as some health checks do. */
  readonly hostname: string | undefined;
  /** As it stands in the request's first line. */
  readonly target: string;
};

const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])$/i;

const MANIFEST = '/__manifest';

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** True for a path of this host that can be decoded; false for another site's address in its place, or a host that is none. */
export function isReadable({ protocol, hostname = 'localhost', target }: Target): boolean {
  if (!/^\/(?![/\\])/.test(target) || !HOST.test(hostname)) return false;
  const address = `${protocol}://${hostname}${target}`;
  if (!URL.canParse(address)) return false;
  const { pathname, searchParams } = new URL(address);
  // Remix looks up the paths that stand in the query there, too.
  const others = pathname === MANIFEST ? searchParams.getAll('p') : [];
  return [pathname, ...others].every(isDecodable);
}

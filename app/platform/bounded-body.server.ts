// Decides how much of a request's body is read, and for how long: whatever comes after that is not waited for (bad-D15).

export type BodyLimits = { readonly mostBytes: number; readonly longestMs: number };

/** Thrown to whoever reads on. */
export class BodyStopped extends Error {
  override readonly name = 'BodyStopped';
  readonly reason: 'too-large' | 'too-slow';
  constructor(reason: BodyStopped['reason']) {
    super(reason);
    this.reason = reason;
  }
}

async function* bounded(
  body: ReadableStream<Uint8Array>,
  { mostBytes, longestMs }: BodyLimits,
): AsyncGenerator<Uint8Array, void> {
  const reader = body.getReader();
  let timer: NodeJS.Timeout | undefined;
  const tooSlow = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new BodyStopped('too-slow')), longestMs);
  });
  let left = mostBytes;
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), tooSlow]);
      if (done) return;
      left -= value.length;
      if (left < 0) throw new BodyStopped('too-large');
      yield value;
    }
  } finally {
    clearTimeout(timer);
    void reader.cancel().catch(() => undefined);
  }
}

function streamOf(chunks: AsyncGenerator<Uint8Array, void>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const next: IteratorResult<Uint8Array, void> = await chunks.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await chunks.return();
    },
  });
}

/** The same request with a body that ends in `BodyStopped` beyond its limits; null where it has none. */
export function boundedRequest({ url, headers, body }: Request, limits: BodyLimits): Request | null {
  if (body === null) return null;
  return new Request(url, { method: 'POST', headers, body: streamOf(bounded(body, limits)), duplex: 'half' });
}

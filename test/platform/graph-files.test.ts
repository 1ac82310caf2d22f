// Files go into a library by the rules of upload sessions: resumed where they stand, waited for when asked, never with a token where none belongs.
import {
  GraphError,
  putByGraph,
  findByGraph,
  checkGraphFolder,
  readRetryAfter,
} from '#app/platform/graph-files.server.ts';
import { startGraphServer, type GraphServer } from '#test/support/graph-server.ts';
import { startOpenIdProvider, type OpenIdProvider } from '#test/support/openid-provider.ts';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const NOW = new Date('2026-11-01T06:00:00Z');
const NAME = '2026-10-microsoft.xlsx';
/** Three ranges: 5 MiB, 5 MiB and the rest. */
const BYTES = randomBytes(12_000_000);
const SHA256 = createHash('sha256').update(BYTES).digest('hex');

let provider: OpenIdProvider;
let graph: GraphServer;
let folder: string;
let path: string;
let refusedTokens = 0;
let takesTokens = true;

const library = () => ({ driveId: graph.driveId, folder: 'Reports/Academy' });
const STORED = `Reports/Academy/${NAME}`;
const put = (): Promise<void> => putByGraph(library(), NAME, path, NOW);
const refusalOf = async (work: Promise<unknown>): Promise<GraphError> => {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof GraphError)) throw new Error(`It was not refused: ${String(error)}`);
  return error;
};

beforeAll(async () => {
  provider = await startOpenIdProvider({ origin: 'http://localhost:3000', staff: [], partner: [] });
  setDefaultCACertificates([...getCACertificates('default'), provider.certificate]);
  graph = await startGraphServer(() => {
    if (refusedTokens > 0) {
      refusedTokens--;
      return false;
    }
    return takesTokens;
  });
  folder = await mkdtemp(join(tmpdir(), 'psa-graph-'));
  path = join(folder, 'report.xlsx');
  await writeFile(path, BYTES);
  Object.assign(process.env, provider.env, { GRAPH_URL: graph.url, PSA_DATA_DIR: folder });
});
afterAll(async () => {
  await graph.stop();
  await provider.stop();
  await rm(folder, { recursive: true });
});
beforeEach(() => graph.reset());

describe('a file', () => {
  it('goes range by range, each a multiple of 320 KiB but the last, and stands there once', async () => {
    await put();
    expect(graph.files.get(STORED)).toMatchObject({ sha256: SHA256, size: BYTES.length, times: 1 });
    expect(graph.calls).toEqual([
      `POST /v1.0/drives/${encodeURIComponent(graph.driveId)}/root:/Reports/Academy/${NAME}:/createUploadSession`,
      'PUT bytes 0-5242879/12000000',
      'PUT bytes 5242880-10485759/12000000',
      'PUT bytes 10485760-11999999/12000000',
    ]);
    expect(await findByGraph(library(), NAME, NOW)).toBeInstanceOf(Date);
    expect(await findByGraph(library(), 'another.xlsx', NOW)).toBeNull();
  });

  it.each([
    ['cut off before it is stored', 'cut-before'],
    ['cut off after it is stored', 'cut-after'],
    ['answered with 503', { status: 503 }],
    ['answered with 504', { status: 504 }],
    ['answered with 500', { status: 500 }],
  ] as const)('bad-G9 whose second range is %s goes on where the session stands', async (_what, fault) => {
    graph.breakAt(3, fault);
    await put();
    expect(graph.files.get(STORED)).toMatchObject({ sha256: SHA256, times: 1 });
    expect(graph.calls).toContain('GET session');
    expect(graph.calls.filter((call) => call.startsWith('POST'))).toHaveLength(1);
  });

  it('bad-G10 whose range is stored already asks where to go on', async () => {
    graph.breakAt(3, { status: 416 });
    await put();
    expect(graph.files.get(STORED)).toMatchObject({ sha256: SHA256, times: 1 });
  });

  it.each([404, 410])(
    'bad-G11 whose session is gone (%i) begins a new one, from byte 0, under the same name',
    async (status) => {
      graph.breakAt(3, { status, endSession: true });
      await put();
      expect(graph.calls.filter((call) => call.startsWith('POST'))).toHaveLength(2);
      expect(graph.calls.filter((call) => call === 'PUT bytes 0-5242879/12000000')).toHaveLength(2);
      expect([...graph.files.keys()]).toEqual([STORED]);
      expect(graph.files.get(STORED)).toMatchObject({ sha256: SHA256, times: 1 });
    },
  );

  it('of which the last answer is lost may be there, and says so', async () => {
    graph.breakAt(4, 'cut-after');
    expect(await refusalOf(put())).toMatchObject({ retry: true, maybeArrived: true });
    expect(graph.files.get(STORED)).toMatchObject({ sha256: SHA256, times: 1 });
  });

  it('that never takes a part is given up, whatever it answers', async () => {
    // Asked after each refusal, the session says again that it waits for the first byte.
    for (let n = 2; n <= 60; n += 2) graph.breakAt(n, { status: 416 });
    expect((await refusalOf(put())).retry).toBe(true);
    expect(graph.calls.filter((call) => call.startsWith('PUT')).length).toBeLessThan(30);
    graph.reset();
  });

  it.each([
    [1, 'before anything was sent', false],
    [3, 'with some of it sent', false],
    [4, 'with all of it sent', true],
  ])('that takes too long is given up, whichever request it is that waits: %i, %s', async (n, _sent, maybeArrived) => {
    graph.breakAt(n, 'silent');
    const given = putByGraph(library(), NAME, path, NOW, 1_500);
    expect(await refusalOf(given)).toMatchObject({ retry: true, maybeArrived });
    expect(graph.calls).toHaveLength(n);
  });

  it('bad-G16 whose address leads to another host is not sent there', async () => {
    for (let n = 2; n <= 30; n++) {
      graph.breakAt(n, { status: 307, headers: { location: 'https://evil.example/upload' } });
    }
    expect(await refusalOf(put())).toMatchObject({ retry: true });
    expect(graph.files.size).toBe(0);
  });
});

describe('bad-G8 a request to wait', () => {
  it.each([
    ['in seconds', '120', 120],
    ['as a date', 'Sun, 01 Nov 2026 06:05:00 GMT', 300],
    ['for ever', '100000', 6 * 3600],
    ['in the past', 'Sun, 01 Nov 2026 05:00:00 GMT', 0],
    ['not at all', null, null],
    ['in words', 'soon', null],
  ])('%s is read so', (_what, header, expected) => {
    expect(readRetryAfter(header, NOW)).toBe(expected);
  });

  it('ends the attempt with the time that was asked for', async () => {
    graph.breakAt(1, { status: 429, headers: { 'retry-after': '120' } });
    expect(await refusalOf(put())).toMatchObject({ retry: true, waitS: 120, status: 429 });
    graph.breakAt(3, { status: 429, headers: { 'retry-after': '100000' } });
    expect(await refusalOf(put())).toMatchObject({ retry: true, waitS: 6 * 3600 });
  });
});

describe('bad-G13 what only a person can mend', () => {
  it.each([
    ['a full library', 507],
    ['consent that was withdrawn', 403],
  ])('%s ends it at once', async (_what, status) => {
    graph.breakAt(1, { status });
    expect(await refusalOf(put())).toMatchObject({ retry: false, status });
  });

  it('a token that ran out is got anew, once', async () => {
    refusedTokens = 1;
    await put();
    expect(graph.files.get(STORED)).toMatchObject({ sha256: SHA256 });
    takesTokens = false;
    expect(await refusalOf(put())).toMatchObject({ retry: false, status: 401 });
    takesTokens = true;
  });

  it('bad-G18 a library that is not there is told before anything is sent', async () => {
    await checkGraphFolder(library(), NOW);
    expect(await refusalOf(checkGraphFolder({ driveId: 'b!another0001', folder: '' }, NOW))).toMatchObject({
      retry: false,
      status: 404,
    });
  });

  it('Entra ID that gives no token is waited for', async () => {
    provider.failWith(503);
    const { forgetGraphToken } = await import('#app/platform/entra.server.ts');
    await forgetGraphToken();
    expect(await refusalOf(put())).toMatchObject({ retry: true, status: null });
    provider.failWith(null);
  });
});

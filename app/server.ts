// The portal's edge: what a request must pass before Remix sees it, and how the process starts and stops.
import { createRequestHandler } from '@remix-run/express';
import type { AppLoadContext } from '@remix-run/node';
import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler } from 'express';
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';

import { isFromHere, isOneClick } from '#app/features/access/cross-site.ts';
import { recordRefusal } from '#app/features/access/refusals.server.ts';
import { closePortal, isReady } from '#app/features/access/readiness.server.ts';
import { isReadable } from '#app/features/access/request-target.ts';
import { inRequestScope } from '#app/features/access/request-scope.server.ts';
import { securityHeaders } from '#app/features/access/security-headers.ts';
import { findRestoring } from '#app/features/backup/restoring.server.ts';
import { HASHED_LIMITS } from '#app/features/reporting/hash-sent-file.server.ts';
import { RECEIVE_LIMITS } from '#app/features/intake/receive-upload.server.ts';
import { measureWaitingWork } from '#app/features/overview/waiting-work.server.ts';
import { brandColours, isClosed, keepBrand } from '#app/features/settings/brand.server.ts';
import { findLogo } from '#app/features/settings/logos.server.ts';
import { openPortal, type Portal } from '#app/portal-build.ts';
import { env } from '#app/platform/env.server.ts';
import { makeRequestId } from '#app/platform/http.server.ts';
import { log } from '#app/platform/log.server.ts';
import { noteAnswer, renderMetrics } from '#app/platform/metrics.server.ts';

const MAX_BODY_BYTES = 1_000_000;
/** The one form that takes files, which it writes to the disk as they come; and what a form has around them. */
const FILES_GO_TO = /^\/train\/import(\.data)?$/;
/** Forms that take a report without keeping it: its hash is taken as it comes. */
const HASHED_AT = /^\/(reports\/verify|desk\/(disclosures|breaches\/new))(\.data)?$/;
const AROUND_A_FILE_BYTES = 10_000;
const STOP_WITHIN_MS = 10_000;

export type StartedServer = { url: string; close(): Promise<void> };

/** True when the other end of the connection is one of the proxies that may speak for somebody else. */
function comesFromProxy({ app, socket }: Request): boolean {
  const trusts: unknown = app.get('trust proxy fn');
  return typeof trusts === 'function' && Reflect.apply(trusts, undefined, [socket.remoteAddress, 0]) === true;
}

/** Sets what every answer carries, and gives the request its id and nonce. */
function prepare(dev: boolean): RequestHandler {
  const secure = env().origin.startsWith('https:');
  const { entra } = env();
  const formTargets = entra === undefined ? [] : [new URL(entra.authority).origin];
  return (req, res, next) => {
    const context: AppLoadContext = { nonce: randomBytes(16).toString('base64'), requestId: makeRequestId() };
    Object.assign(res.locals, context);
    res.set(securityHeaders({ nonce: context.nonce, secure, dev, formTargets }));
    res.set({ 'X-Request-Id': context.requestId, 'Cache-Control': 'no-store' });
    // Remix would build its own address from it, whoever sent it.
    if (!comesFromProxy(req)) delete req.headers['x-forwarded-host'];
    next();
  };
}

/** The first words of paths, as a monitor tells them apart: never a whole address. */
const ROOMS = new Set([
  'me',
  'train',
  'admin',
  'desk',
  'reports',
  'support',
  'register',
  'sign-in',
  'auth',
  'outcome',
  'assets',
]);

/** What is noted of an answer that nobody waited for any more. */
const GIVEN_UP = 499;

/** Notes for the monitor how long each answer took, in whose room. */
const noteAnswers: RequestHandler = (req, res, next) => {
  const begun = performance.now();
  const [, first = ''] = req.path.split('/');
  const room = ROOMS.has(first) ? first : 'other';
  res.on('close', () => {
    const status = res.writableFinished ? res.statusCode : GIVEN_UP;
    noteAnswer(room, req.method, status, (performance.now() - begun) / 1_000);
  });
  next();
};

/** Compared by hash, so that the time it takes tells nothing. Without a token in the environment nobody has it. */
function showsMetricsToken(authorization = ''): boolean {
  const { metricsToken } = env();
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return metricsToken !== undefined && timingSafeEqual(hash(authorization), hash(`Bearer ${metricsToken}`));
}

function mostBytesOf(path: string): number {
  if (FILES_GO_TO.test(path)) return RECEIVE_LIMITS.mostBytes + AROUND_A_FILE_BYTES;
  return HASHED_AT.test(path) ? HASHED_LIMITS.mostBytes + AROUND_A_FILE_BYTES : MAX_BODY_BYTES;
}

type EdgeRefusal = { because: string; status: number; text: string; headers?: Record<string, string> };

/** Why the edge refuses a request, or null: addresses that can't be read, other sites, other methods, bodies that are too long or of unknown length. */
function refusalOf(req: Request, ownOrigins: readonly string[]): EdgeRefusal | null {
  if (!isReadable({ protocol: req.protocol, hostname: req.hostname, target: req.originalUrl }))
    return { because: 'unreadable-address', status: 400, text: 'This address can’t be read.' };
  const provenance = { method: req.method, site: req.get('sec-fetch-site'), origin: req.get('origin') };
  if (!isFromHere(provenance, ownOrigins) && !isOneClick(req.method, req.path))
    return { because: 'other-site', status: 403, text: 'This form was not sent from this portal.' };
  if (!['GET', 'HEAD', 'POST'].includes(req.method))
    return {
      because: 'method',
      status: 405,
      text: 'Pages are read and forms are posted here.',
      headers: { Allow: 'GET, HEAD, POST' },
    };
  if (req.method === 'POST' && req.get('transfer-encoding') !== undefined)
    return { because: 'length-unknown', status: 411, text: 'The length of what is sent must be known.' };
  const most = mostBytesOf(req.path);
  if (Number(req.get('content-length') ?? 0) > most)
    return {
      because: 'too-long',
      status: 413,
      text: `That is more than this form can take (${Math.floor(most / 1_000_000)} MB).`,
      headers: { Connection: 'close' },
    };
  return null;
}

/** Refuses what no page of ours sends, with an event and a reference. */
function refuseStrangers(ownOrigins: () => readonly string[]): RequestHandler {
  return (req, res, next) => {
    const refusal = refusalOf(req, ownOrigins());
    if (refusal === null) {
      next();
      return;
    }
    const requestId = String(res.locals['requestId']);
    recordRefusal(null, { because: refusal.because, method: req.method }).catch((err: unknown) =>
      log.error({ err, requestId }, 'a refusal could not be recorded'),
    );
    res
      .status(refusal.status)
      .set(refusal.headers ?? {})
      .type('text')
      .send(`${refusal.text} Reference ${requestId}`);
  };
}

/** The last resort: what broke outside Remix. */
const tellNothing: ErrorRequestHandler = (error: unknown, _req, res, next) => {
  log.error({ err: error, requestId: res.locals['requestId'] }, 'a request failed outside Remix');
  if (res.headersSent) next(error);
  else res.status(500).type('text').send(`Something went wrong on our side. Reference ${res.locals['requestId']}`);
};

function compose(portal: Portal, ownOrigins: () => readonly string[]): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', [...env().trustedProxies]);
  app.use(prepare(portal.dev));
  app.use(noteAnswers);
  app.use((req, res, next) =>
    inRequestScope({ requestId: String(res.locals['requestId']), address: req.ip ?? '' }, next),
  );
  app.use(refuseStrangers(ownOrigins));
  if (portal.middleware) app.use(portal.middleware);
  const assets = express.static(join(portal.clientDir, 'assets'), {
    redirect: false,
    // Their names hold their content's hash.
    setHeaders: (res) => void res.set('Cache-Control', 'public, max-age=31536000, immutable'),
  });
  app.use('/assets', assets, (_req, res) => {
    res.status(404).end();
  });
  // The accents that the association chose, to anyone. The address holds the version: another choice is another address.
  app.get('/brand.css', async (req, res) => {
    await keepBrand();
    const colours = brandColours();
    const isThis = colours !== null && req.query['v'] === colours.version;
    res.set('Cache-Control', isThis ? 'public, max-age=31536000, immutable' : 'no-cache');
    res.type('css').send(colours?.css ?? '');
  });
  // The logo, to anyone: its address holds its hash, so that it never is another. Where there is none any more it is not kept for a moment.
  app.get('/logo/:file', (req, res, next) => {
    findLogo(req.params.file.replace(/\.png$/, '')).then((png) => {
      if (png === null) res.status(404).set('Cache-Control', 'no-store').end();
      else res.set('Cache-Control', 'public, max-age=31536000, immutable').type('png').send(png);
    }, next);
  });
  app.get('/healthz', (_req, res) => void res.type('text').send('up\n'));
  app.get('/readyz', async (_req, res) => {
    const ready = (await isReady()) && (await findRestoring().catch(() => '')) === null;
    res
      .status(ready ? 200 : 503)
      .type('text')
      .send(ready ? 'ready\n' : 'not ready\n');
  });
  app.get('/metrics', async (req, res) => {
    if (!showsMetricsToken(req.get('authorization'))) {
      res.status(404).end();
      return;
    }
    const { type, text } = await renderMetrics(await measureWaitingWork());
    res.set('Content-Type', type).send(text);
  });
  const remix = createRequestHandler({
    build: portal.build,
    mode: portal.dev ? 'development' : 'production',
    getLoadContext: (_req, res) => ({ nonce: String(res.locals['nonce']), requestId: String(res.locals['requestId']) }),
  });
  app.use((req, res, next) => {
    // What is said in this answer names the association as it was decided.
    void keepBrand().then(() => {
      if (isClosed()) {
        const text = 'The portal is being restored. Please come again in a while.';
        res.status(503).set('Retry-After', '60').type('text').send(text);
      } else void remix(req, res, next);
    });
  });
  app.use(tellNothing);
  return app;
}

async function listen(server: Server, port: number): Promise<number> {
  // Personas sign in without a password: only from this machine.
  server.listen(env().demo ? { port, host: '127.0.0.1' } : { port });
  try {
    await once(server, 'listening');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new Error(
        `Port ${port} is taken. Stop what listens there, or choose another with PORT, as in PORT=${port + 1}.`,
        { cause: error },
      );
    }
    throw error;
  }
  const address = server.address();
  return address !== null && typeof address === 'object' ? address.port : port;
}

/** Starts the portal; port 0 takes any free one. `close` finishes the requests under way (10 s at most) and closes the database. */
export async function startServer(options: { port: number; dev?: boolean }): Promise<StartedServer> {
  const portal = await openPortal(options.dev ?? false);
  let port = options.port;
  const ownOrigins = (): string[] =>
    env().mode === 'production'
      ? [env().origin]
      : [env().origin, `http://localhost:${port}`, `http://127.0.0.1:${port}`];
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 15_000 }, compose(portal, ownOrigins));
  port = await listen(server, options.port);

  const close = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    server.closeIdleConnections();
    const overdue = setTimeout(() => server.closeAllConnections(), STOP_WITHIN_MS);
    await closed;
    clearTimeout(overdue);
    await portal.close();
    await closePortal();
  };
  return { url: `http://localhost:${port}`, close };
}

if (import.meta.main) {
  try {
    const started = await startServer({ port: env().port, dev: process.argv.includes('--dev') });
    log.info({ port: env().port, mode: env().mode }, 'the portal is up');
    let stopping = false;
    const stop = (): void => {
      if (stopping) return;
      stopping = true;
      void started.close().then(() => process.exit(0));
    };
    process.on('SIGTERM', stop).on('SIGINT', stop);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

import {
  createReadableStreamFromReadable,
  type ActionFunctionArgs,
  type AppLoadContext,
  type EntryContext,
  type LoaderFunctionArgs,
} from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { PassThrough } from 'node:stream';
import { renderToPipeableStream } from 'react-dom/server';

import '#app/features/language/all-messages.server.ts';
import { closePortal, passesByItself } from '#app/features/access/readiness.server.ts';
import { log } from '#app/platform/log.server.ts';
import { RequestContext } from '#app/ui/request-context.ts';
import { loadRootData } from './root-data.server.ts';

const ABORT_AFTER_MS = 10_000;
const UNAVAILABLE = 503;
const RETRY_AFTER_S = '30';

/** Closes what this bundle holds open; the server calls it when it stops. */
export const close = closePortal;

/**
 * A form that was refused is answered by a page for which no loader ran: its surroundings get what the root's would have brought. Where that
 * can't be had either, the page is as for somebody who is not signed in.
 */
async function bringRootData(request: Request, { staticHandlerContext }: EntryContext, requestId: string) {
  const { loaderData, errors } = staticHandlerContext;
  // A loader that did not run stands there as null.
  if (errors === null || request.method === 'GET' || (loaderData['root'] ?? null) !== null) return;
  try {
    loaderData['root'] = await loadRootData(request);
  } catch (error) {
    log.error({ err: error, requestId }, 'what surrounds an error page could not be read');
  }
}

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const { nonce, requestId } = context;
  const ready = isbot(request.headers.get('user-agent') ?? '') ? 'onAllReady' : 'onShellReady';
  headers.set('Content-Type', 'text/html; charset=utf-8');
  await bringRootData(request, remix, requestId);

  return new Promise((resolve, reject) => {
    let responseStatus = context.isUnavailable === true ? UNAVAILABLE : status;
    if (context.isUnavailable === true) headers.set('Retry-After', RETRY_AFTER_S);
    let started = false;
    const { pipe, abort } = renderToPipeableStream(
      <RequestContext.Provider value={{ nonce, reference: requestId }}>
        <RemixServer context={remix} url={request.url} abortDelay={ABORT_AFTER_MS} nonce={nonce} />
      </RequestContext.Provider>,
      {
        nonce,
        [ready]() {
          started = true;
          const body = new PassThrough();
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status: responseStatus }));
          pipe(body);
        },
        onShellError: reject,
        onError(error: unknown) {
          responseStatus = 500;
          if (started) log.error({ err: error, requestId }, 'rendering failed after the first bytes');
        },
      },
    );
    setTimeout(abort, ABORT_AFTER_MS + 1_000).unref();
  });
}

/** What pages ask for with scripts is told the same as a page. */
export function handleDataRequest(response: Response, { context }: LoaderFunctionArgs | ActionFunctionArgs): Response {
  if (context.isUnavailable !== true) return response;
  const headers = new Headers(response.headers);
  headers.set('Retry-After', RETRY_AFTER_S);
  return new Response(response.body, { status: UNAVAILABLE, headers });
}

export function handleError(error: unknown, { request, context }: LoaderFunctionArgs | ActionFunctionArgs): void {
  if (request.signal.aborted) return;
  if (passesByItself(error)) context.isUnavailable = true;
  log.error({ err: error, requestId: context.requestId, method: request.method }, 'a request failed unexpectedly');
}

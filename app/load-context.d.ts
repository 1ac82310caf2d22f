import '@remix-run/server-runtime';

declare module '@remix-run/server-runtime' {
  /** What the server hands to Remix with each request. */
  interface AppLoadContext {
    nonce: string;
    requestId: string;
  }
  interface Future {
    v3_singleFetch: true;
  }
}

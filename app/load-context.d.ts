import '@remix-run/server-runtime';

declare module '@remix-run/server-runtime' {
  /** What the server hands to Remix with each request. */
  interface AppLoadContext {
    nonce: string;
    requestId: string;
    /** Set when something that passes by itself kept this request from being answered: 503. */
    isUnavailable?: boolean;
  }
  interface Future {
    v3_singleFetch: true;
  }
}

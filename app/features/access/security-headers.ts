// Decides what a browser may do with our pages: run our own scripts, talk to us, be framed by nobody.

export type Surroundings = {
  nonce: string;
  secure: boolean;
  dev: boolean;
  /** Where a form of ours may lead beside here: browsers hold redirects to it, too. */
  formTargets?: readonly string[];
};

/** Headers for every answer; `secure` adds HSTS, `dev` lets Vite's hot reload work. */
export function securityHeaders({ nonce, secure, dev, formTargets = [] }: Surroundings): Record<string, string> {
  const policy = {
    'default-src': "'none'",
    'script-src': `'self' 'nonce-${nonce}'`,
    'style-src': dev ? "'self' 'unsafe-inline'" : "'self'",
    'img-src': "'self'",
    'font-src': "'self'",
    'connect-src': dev ? "'self' ws:" : "'self'",
    'manifest-src': "'self'",
    'form-action': ["'self'", ...formTargets].join(' '),
    'base-uri': "'none'",
    'frame-ancestors': "'none'",
  };
  return {
    'Content-Security-Policy': Object.entries(policy)
      .map(([directive, sources]) => `${directive} ${sources}`)
      .join('; '),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
    // Not `no-referrer`: browsers would then send `Origin: null` with our own forms.
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    ...(secure ? { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' } : {}),
  };
}

// Decides which links staff may enter: they lead out of the portal, over TLS.

export const isHttps = (typed: string): boolean =>
  typed.length <= 2_000 && /^https:\/\/[^\s"'<>\\]+$/.test(typed) && URL.canParse(typed);

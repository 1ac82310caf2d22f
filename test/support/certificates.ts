// A certificate authority for tests, and a server certificate of it for this machine.
import { randomUUID } from 'node:crypto';
import { generate } from 'selfsigned';

export type TestCertificates = {
  /** PEM of the authority: whoever trusts it trusts the server. */
  readonly authority: string;
  readonly certificate: string;
  readonly privateKey: string;
};

const STRENGTH = { keySize: 2048, algorithm: 'sha256' } as const;

export async function makeCertificates(): Promise<TestCertificates> {
  // Whoever trusts two authorities tells them apart by their names.
  const authority = await generate([{ name: 'commonName', value: `Test authority ${randomUUID()}` }], {
    ...STRENGTH,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const server = await generate([{ name: 'commonName', value: 'localhost' }], {
    ...STRENGTH,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
    ],
  });
  return { authority: authority.cert, certificate: server.cert, privateKey: server.private };
}

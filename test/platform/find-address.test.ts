// An address is found in what somebody wrote, however it stands there, and is not taken for a longer one that it is a part of.
import { holdsAddress } from '#app/platform/find-address.server.ts';
import { expect, it } from 'vitest';

const ANNA = 'anna@company.example';

it.each([
  ANNA,
  'Anna@Company.Example',
  `mailto:${ANNA}`,
  `mailto:${ANNA}?subject=Erase`,
  `E-mail=${ANNA}`,
  `Write to ${ANNA}.`,
  `${ANNA}...`,
  `${ANNA}/+31 6 12345678`,
  `+31 6 12345678/${ANNA}/`,
  `Anna <${ANNA}>`,
  `"${ANNA}"`,
  `'${ANNA}'`,
  `[${ANNA}](mailto:${ANNA})`,
  `phone|${ANNA}|letter`,
  `me, at ${ANNA}; or by phone`,
  `${ANNA}\nTel. 1`,
  `${ANNA} - or by phone`,
])('%j holds it', (text) => {
  expect(holdsAddress(text, ANNA)).toBe(true);
});

it.each([
  `jo${ANNA}`,
  `jo.${ANNA}`,
  `jo+${ANNA}`,
  `jo-${ANNA}`,
  `jo_${ANNA}`,
  `o'${ANNA}`,
  `é${ANNA}`,
  `${ANNA}.org`,
  `${ANNA}-group.example`,
  `${ANNA}s`,
  'anna(at)company.example',
  'anna',
  '',
])('%j does not', (text) => {
  expect(holdsAddress(text, ANNA)).toBe(false);
});

it('a domain is found as it is typed and as mail servers write it', () => {
  for (const text of ['anna@bücher.example', 'ANNA@BÜCHER.example', 'anna@xn--bcher-kva.example.'])
    for (const address of ['anna@bücher.example', 'anna@xn--bcher-kva.example'])
      expect(holdsAddress(text, address), `${address} in ${text}`).toBe(true);
  expect(holdsAddress('Émile@home.example'.normalize('NFD'), 'émile@home.example')).toBe(true);
});

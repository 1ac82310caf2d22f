// What is known of a report from outside the database: the file that left last, and whether anybody knows that it arrived.
import { lastWords } from '#app/features/backup/apply-deliveries.server.ts';
import type { DeliveryEntry } from '#app/features/delivery/delivery-journal.server.ts';
import { describe, expect, it } from 'vitest';

const of = (channel: string, ...lines: (readonly [DeliveryEntry['what'], string])[]): DeliveryEntry[] =>
  lines.map(([what, sha256], index) => ({
    at: `2026-11-01T06:0${index}:00.000Z`,
    what,
    agreement: 1,
    version: 1,
    recipient: 'microsoft',
    period: '2026-10',
    channel,
    sha256,
  }));
const known = (entries: DeliveryEntry[]) => lastWords(entries).map(({ what, sha256 }) => [what, sha256]);

describe('by a folder, SFTP or SharePoint', () => {
  it('what was delivered reached the recipient', () => {
    expect(known(of('sftp', ['sending', 'a'], ['delivered', 'a']))).toEqual([['disclosed', 'a']]);
  });
  it('what was begun and never told of is not known', () => {
    expect(known(of('sftp', ['sending', 'a']))).toEqual([['sending', 'a']]);
  });
  it('what did not arrive left nothing, and an earlier file that did stands', () => {
    expect(known(of('sftp', ['sending', 'a'], ['not-arrived', 'a']))).toEqual([]);
    expect(known(of('sftp', ['sending', 'a'], ['delivered', 'a'], ['sending', 'b'], ['not-arrived', 'b']))).toEqual([
      ['disclosed', 'a'],
    ]);
  });
  it('a later file counts, and a second try of the same takes nothing back', () => {
    expect(known(of('graph', ['delivered', 'a'], ['sending', 'b']))).toEqual([['sending', 'b']]);
    expect(known(of('graph', ['delivered', 'a'], ['sending', 'a'], ['not-arrived', 'a']))).toEqual([
      ['disclosed', 'a'],
    ]);
  });
});

describe('by the portal', () => {
  it('what was about to be published reached nobody, what was published may be fetched, what was fetched is disclosed', () => {
    expect(known(of('portal', ['sending', 'a']))).toEqual([]);
    expect(known(of('portal', ['sending', 'a'], ['delivered', 'a']))).toEqual([['delivered', 'a']]);
    expect(known(of('portal', ['delivered', 'a'], ['disclosed', 'a'], ['delivered', 'a']))).toEqual([
      ['disclosed', 'a'],
    ]);
  });
});

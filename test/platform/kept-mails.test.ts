// Mails that became files are found by the address to which they went, however a mail server writes its domain.
import { removeKeptMails } from '#app/platform/kept-mails.server.ts';
import { sendMail } from '#app/platform/mail.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { forgetKeptMail, readKeptMail } from '#test/support/kept-mail.ts';
import { beforeEach, describe, expect, it } from 'vitest';

const database = useDatabase();
beforeEach(() => forgetKeptMail(database));

describe('mails to', () => {
  it.each([
    'anna@bücher.example',
    'anna@BÜCHER.example',
    'émile@home.example',
    'x+y@home.example',
    'émile@bücher.example',
  ])('%s go with them, and no other', async (to) => {
    await sendMail({ to, subject: 'One', text: 'One' });
    await sendMail({ to: `jo${to}`, subject: 'Other', text: 'Other' });
    expect(await removeKeptMails([to.normalize('NFC').toLowerCase()])).toBe(1);
    expect((await readKeptMail(database)).map(({ subject }) => subject)).toEqual(['Other']);
  });

  it('a domain are found by its punycode as well', async () => {
    await sendMail({ to: 'anna@bücher.example', subject: 'One', text: 'One' });
    expect(await removeKeptMails(['anna@xn--bcher-kva.example'])).toBe(1);
  });
});

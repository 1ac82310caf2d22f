// What a mail server sends back about a mail that it could not bring (RFC 3464).

export type Told = {
  readonly to?: string;
  readonly action?: string;
  readonly status?: string;
  readonly original?: string;
};

/** About the mail of this id to `address`, or what is said otherwise. */
export const notification = (
  address: string,
  messageId: string,
  { to = address, action = 'failed', status = '5.1.1', original }: Told = {},
): Buffer =>
  Buffer.from(
    [
      'From: MAILER-DAEMON@mx.company.example',
      'To: academy@psa.example',
      'Subject: Undelivered Mail Returned to Sender',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="B"',
      '',
      '--B',
      'Content-Type: text/plain',
      '',
      `I could not bring this to <${to}>.`,
      '--B',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.company.example',
      'Arrival-Date: Sun, 22 Nov 2026 10:00:00 +0000',
      '',
      `Original-Recipient: rfc822;${to}`,
      'Final-Recipient: rfc822;',
      ' <box-4711@mx.company.example>',
      `Action: ${action}`,
      `Status: ${status} (bad mailbox)`,
      `Diagnostic-Code: smtp; 550 ${status} <${to}> unknown`,
      '',
      '--B',
      `Content-Type: ${original ?? 'text/rfc822-headers'}`,
      '',
      'From: academy@psa.example',
      `To: ${to}`,
      `Message-ID: ${messageId}`,
      'Subject: Something',
      '',
      'Look.',
      '--B--',
      '',
    ].join('\r\n'),
  );

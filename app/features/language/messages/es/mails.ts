import type { Messages } from '../../messages.ts';

export const mails: Messages['mails'] = {};

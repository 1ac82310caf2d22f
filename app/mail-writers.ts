// The list of mails: kind → who writes it (an edge, like the worker's list of jobs).
import type { Writers } from '#app/features/mail/mails.server.ts';

export const MAIL_WRITERS: Writers = {};

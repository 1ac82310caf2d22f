import type { PageMessages } from '../messages.ts';
import { exams } from './fr/exams.ts';
import { home } from './fr/home.ts';
import { notice } from './fr/notice.ts';
import { outcome } from './fr/outcome.ts';
import { privacy } from './fr/privacy.ts';
import { register } from './fr/register.ts';
import { shell } from './fr/shell.ts';
import { signIn } from './fr/sign-in.ts';
import { start } from './fr/start.ts';

export const fr: PageMessages = { shell, signIn, start, notice, register, home, exams, outcome, privacy };

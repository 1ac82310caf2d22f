import type { PageMessages } from '../messages.ts';
import { exams } from './nl/exams.ts';
import { home } from './nl/home.ts';
import { notice } from './nl/notice.ts';
import { outcome } from './nl/outcome.ts';
import { privacy } from './nl/privacy.ts';
import { register } from './nl/register.ts';
import { shell } from './nl/shell.ts';
import { signIn } from './nl/sign-in.ts';
import { start } from './nl/start.ts';

export const nl: PageMessages = { shell, signIn, start, notice, register, home, exams, outcome, privacy };

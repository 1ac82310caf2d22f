import type { PageMessages } from '../messages.ts';
import { exams } from './es/exams.ts';
import { home } from './es/home.ts';
import { notice } from './es/notice.ts';
import { outcome } from './es/outcome.ts';
import { privacy } from './es/privacy.ts';
import { register } from './es/register.ts';
import { shell } from './es/shell.ts';
import { signIn } from './es/sign-in.ts';
import { start } from './es/start.ts';

export const es: PageMessages = { shell, signIn, start, notice, register, home, exams, outcome, privacy };

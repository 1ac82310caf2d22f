import type { PageMessages } from '../messages.ts';
import { exams } from './de/exams.ts';
import { home } from './de/home.ts';
import { notice } from './de/notice.ts';
import { outcome } from './de/outcome.ts';
import { privacy } from './de/privacy.ts';
import { register } from './de/register.ts';
import { shell } from './de/shell.ts';
import { signIn } from './de/sign-in.ts';
import { start } from './de/start.ts';

export const de: PageMessages = { shell, signIn, start, notice, register, home, exams, outcome, privacy };

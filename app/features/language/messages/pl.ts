import type { PageMessages } from '../messages.ts';
import { exams } from './pl/exams.ts';
import { home } from './pl/home.ts';
import { notice } from './pl/notice.ts';
import { outcome } from './pl/outcome.ts';
import { privacy } from './pl/privacy.ts';
import { register } from './pl/register.ts';
import { shell } from './pl/shell.ts';
import { signIn } from './pl/sign-in.ts';
import { start } from './pl/start.ts';

export const pl: PageMessages = { shell, signIn, start, notice, register, home, exams, outcome, privacy };

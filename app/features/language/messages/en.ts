// English: the language that says which messages there are. The words of mails stand apart: no browser needs them.
import { exams } from './en/exams.ts';
import { home } from './en/home.ts';
import { notice } from './en/notice.ts';
import { outcome } from './en/outcome.ts';
import { privacy } from './en/privacy.ts';
import { register } from './en/register.ts';
import { shell } from './en/shell.ts';
import { signIn } from './en/sign-in.ts';
import { start } from './en/start.ts';

export const en = { shell, signIn, start, notice, register, home, exams, outcome, privacy };

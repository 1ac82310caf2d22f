// Decides what a log line may hold: ids, counts, codes and durations. Names, addresses, phone numbers, tokens and cookies are struck out here
// as a last resort; callers don't pass them in the first place (S6).
import { pino, type Logger } from 'pino';
import { env } from './env.server.ts';

const STRUCK_OUT = [
  'email',
  'name',
  'firstName',
  'lastName',
  'phone',
  'company',
  'jobRole',
  'password',
  'secret',
  'token',
  'cookie',
  'authorization',
  'uploadUrl',
  'url',
  'row',
  'rows',
  'detail',
];

const paths = STRUCK_OUT.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);

function makeLogger(): Logger {
  return pino(
    {
      level: env().mode === 'test' ? 'silent' : 'info',
      redact: { paths, censor: '[struck out]' },
      base: null,
      serializers: { err: describeError },
    },
    // Standard output is for what a command answers.
    pino.destination({ dest: 2, sync: true }),
  );
}

/** Messages of database errors can quote values, so only the kind of an error and where it arose are kept. */
function describeError(error: unknown) {
  if (!(error instanceof Error)) return { type: typeof error };
  const at = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return { type: error.name, code: errorCode(error), at: at?.slice(0, 8).map((line) => line.trim()) };
}

function errorCode(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

let logger: Logger | undefined;

function write(level: 'info' | 'warn' | 'error', fields: LogFields, message: string): void {
  logger ??= makeLogger();
  logger[level](fields, message);
}

/** What happened in numbers, ids and codes; `err` takes an error. */
export type LogFields = Readonly<Record<string, unknown>>;

/** JSON lines on standard error; silent in tests. Reads the environment at the first line, not when it is imported. */
export const log = {
  info: (fields: LogFields, message: string) => write('info', fields, message),
  warn: (fields: LogFields, message: string) => write('warn', fields, message),
  error: (fields: LogFields, message: string) => write('error', fields, message),
};

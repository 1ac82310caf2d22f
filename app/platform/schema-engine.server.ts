// Prisma's migration engine, inside this process: the package holds it as WebAssembly and leaves loading it to whoever runs it.
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlQuery,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import { resolveInstalled } from './project-root.server.ts';
import { READABLE_TIMES_OPTIONS } from './readable-times.ts';

export type SchemaEngine = bindings.SchemaEngine;

let loaded: Promise<void> | undefined;

/** The engine's own timers: they may end its waiting, and must not keep a process that has finished alive for ten seconds. */
function withLooseTimers(imports: WebAssembly.ModuleImports): WebAssembly.ModuleImports {
  const loosened = Object.entries(imports).map(([name, value]): [string, WebAssembly.ImportValue] => {
    if (!name.startsWith('__wbg_setTimeout') || typeof value !== 'function') return [name, value];
    return [name, (callback: () => void, milliseconds: number) => setTimeout(callback, milliseconds >>> 0).unref()];
  });
  return Object.fromEntries(loosened);
}

async function load(): Promise<void> {
  const file = join(dirname(resolveInstalled('@prisma/schema-engine-wasm/schema_engine_bg')), 'schema_engine_bg.wasm');
  const { instance } = await WebAssembly.instantiate(await readFile(file), {
    './schema_engine_bg.js': withLooseTimers({ ...bindings }),
  });
  bindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports['__wbindgen_start'];
  if (typeof start === 'function') Reflect.apply(start, undefined, []);
}

/** The engine rewords errors and drops where they arose; what the server said about a script is kept here until the engine has failed. */
export class ScriptFault extends Error {
  override readonly name = 'ScriptFault';
}

function asEngineError(error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError)) return error;
  return new DriverAdapterError({
    kind: 'postgres',
    code: error.code ?? 'XX000',
    severity: error.severity ?? 'ERROR',
    message: error.message,
    detail: error.detail,
    column: error.column,
    hint: error.hint,
  });
}

const INTERNAL_CHAR = 18;
const BLANK_PADDED_CHAR = 1042;
const COLUMN_TYPE_CHARACTER = 6;

/**
 * The adapter, mended in two places for the engine's sake.
 * It cuts a script at every semicolon and runs the pieces on any connection of its pool. Function bodies hold semicolons, and a migration is
 * applied whole or not at all: so the script goes to the server as one message, which PostgreSQL runs as one transaction.
 * And it does not know PostgreSQL's internal type "char", in which the catalogue tells kinds and rules.
 */
async function connectMended(connectionString: string, afterwards: () => Promise<void>): Promise<SqlDriverAdapter> {
  const pool = new pg.Pool({ connectionString, max: 1, options: READABLE_TIMES_OPTIONS });
  const ask = pool.query.bind(pool);
  let isCharacter: boolean[] = [];
  const adapter = await new PrismaPg(
    Object.assign(pool, {
      query: async (query: string | pg.QueryConfig) => {
        const result = await ask(query);
        const fields = 'fields' in result ? result.fields : [];
        isCharacter = fields.map((field) => field.dataTypeID === INTERNAL_CHAR);
        for (const field of fields) if (field.dataTypeID === INTERNAL_CHAR) field.dataTypeID = BLANK_PADDED_CHAR;
        return result;
      },
    }),
  ).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  return Object.assign(adapter, {
    queryRaw: async (query: SqlQuery) => {
      const result = await queryRaw(query);
      const columnTypes = result.columnTypes.map((type, index) =>
        isCharacter[index] === true ? COLUMN_TYPE_CHARACTER : type,
      );
      return { ...result, columnTypes };
    },
    executeScript: async (script: string) => {
      try {
        await ask(script);
      } catch (error) {
        throw asEngineError(error);
      }
    },
    dispose: async () => {
      await pool.end();
      await afterwards();
    },
  });
}

const nothing = () => Promise.resolve();

function adapterFor(connectionString: string): SqlMigrationAwareDriverAdapterFactory {
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => connectMended(connectionString, nothing),
    connectToShadowDb: async () => {
      const pool = new pg.Pool({ connectionString, max: 1 });
      const name = `psa_shadow_${crypto.randomUUID().replaceAll('-', '')}`;
      await pool.query(`create database ${name}`);
      const url = new URL(connectionString);
      url.pathname = `/${name}`;
      return connectMended(url.href, async () => {
        await pool.query(`drop database ${name} with (force)`);
        await pool.end();
      });
    },
  };
}

/** Runs `work` with an engine on the database at that URL. Throws what the engine throws. */
export async function withSchemaEngine<T>(url: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  loaded ??= load();
  await loaded;
  const factory = adapterFor(url);
  const opened: SqlDriverAdapter[] = [];
  const tracked: SqlMigrationAwareDriverAdapterFactory = {
    ...factory,
    connect: async () => {
      const adapter = await factory.connect();
      opened.push(adapter);
      return adapter;
    },
  };
  const engine = await bindings.SchemaEngine.new(
    { datamodels: undefined },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(tracked),
  );
  try {
    return await work(engine);
  } finally {
    engine.free();
    await Promise.all(opened.map((adapter) => adapter.dispose().catch(() => undefined)));
  }
}

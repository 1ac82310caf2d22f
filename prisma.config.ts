// Prisma's own CLI is only used to generate the client. Migrations run in-process (app/platform/migrate.server.ts), so the native
// engine that `prisma` would otherwise download is never needed: naming any existing file as the engine keeps it from trying.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;

import { defineConfig } from 'prisma/config';

export default defineConfig({
  schema: './prisma',
  migrations: { path: './prisma/migrations' },
});

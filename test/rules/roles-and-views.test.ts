// The outer wall (design.md §3.2), read from PostgreSQL's own catalogue: whatever a migration adds must keep to it.
import { DATASETS, FIELDS } from '#reports/catalogue.ts';
import { useDatabase } from '#test/support/database.ts';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();

/** Prisma's bookkeeping: no role but the owner may touch it, except to ask whether the schema is up to date. */
const BOOKKEEPING = '_prisma_migrations';
const PURPOSES = ['psa_portal', 'psa_report', 'psa_recipient', 'psa_worker', 'psa_door'];
/** The job queue's own tables and the role that works in them: names of jobs and times, nothing about anybody, made by a library. */
const QUEUE = { schema: 'jobs', role: 'psa_jobs' };
/** The one question that the login may ask outside a transaction: who is behind a cookie. */
const DOOR = 'door.enter(bytea)';

async function names(text: string, values: readonly unknown[] = []): Promise<string[]> {
  const rows = await database.query<{ name: string }>(text, values);
  return rows.map(({ name }) => name);
}

describe('tables', () => {
  it('bad-B15 have forced row security, all of them', async () => {
    const open = await names(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' and c.relname <> $1
         and n.nspname <> $2 and not (c.relrowsecurity and c.relforcerowsecurity)`,
      [BOOKKEEPING, QUEUE.schema],
    );
    expect(open).toEqual([]);
  });

  it('bad-B15 have policies that check what they let be written', async () => {
    // Without WITH CHECK, PostgreSQL checks what is written by USING, which then says two things at once.
    const unchecked = await names(
      `select polrelid::regclass::text || ' ' || polname as name from pg_policy where polcmd in ('a', 'w', '*') and polwithcheck is null`,
    );
    expect(unchecked).toEqual([]);
  });

  it('have policies for named roles only', async () => {
    const forAll = await names(
      `select polrelid::regclass::text || ' ' || polname as name from pg_policy where polroles = '{0}'`,
    );
    expect(forAll).toEqual([]);
  });

  it('grant nothing to everybody, schemas and functions with side effects included', async () => {
    const granted = await names(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a
       where a.grantee = 0 and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
       union all
       select 'schema ' || nspname from pg_namespace, aclexplode(nspacl) a
       where a.grantee = 0 and nspname not like 'pg\\_%' and nspname <> 'information_schema'
       union all
       select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where p.prosecdef and n.nspname not like 'pg\\_%' and has_function_privilege('psa_app', p.oid, 'execute')`,
    );
    expect(granted).toEqual([DOOR]);
  });

  it('have no function with its owner’s rights that a caller’s temporary table could deceive', async () => {
    const deceived = await names(
      `select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where p.prosecdef and p.prosqlbody is null and n.nspname not like 'pg\\_%' and not coalesce('search_path=public, pg_temp' = any(p.proconfig), false)`,
    );
    expect(deceived).toEqual([]);
  });

  it('that record history let no role of the application change or remove it', async () => {
    const history = [
      'progress_entries',
      'outcome_entries',
      'notice_acknowledgements',
      'consent_entries',
      'audit_events',
      'audit_seals',
      'build_pages',
    ];
    const changeable = await names(
      `select t || ' by ' || r as name from unnest($1::text[]) t, unnest($2::text[]) r
       where has_any_column_privilege(r, t, 'update') or has_table_privilege(r, t, 'delete') or has_table_privilege(r, t, 'truncate')`,
      [history, PURPOSES],
    );
    expect(changeable).toEqual([]);
  });
});

describe('views', () => {
  it('bad-B14 belong to a role that can neither log in, nor own a table, nor bypass row security', async () => {
    const owned = await names(
      `select c.oid::regclass::text as name from pg_class c join pg_roles r on r.oid = c.relowner join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('v', 'm') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
         and (r.rolsuper or r.rolcanlogin or r.rolbypassrls or r.rolcreaterole
           or exists (select from pg_class t where t.relowner = r.oid and t.relkind in ('r', 'p')))`,
    );
    expect(owned).toEqual([]);
  });

  it('are security barriers, and none runs with its reader’s rights', async () => {
    const leaky = await names(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('v', 'm') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
         and (not coalesce(c.reloptions::text[] && array['security_barrier=true', 'security_barrier=on', 'security_barrier'], false)
           or coalesce(c.reloptions::text[] && array['security_invoker=true', 'security_invoker=on'], false))`,
    );
    expect(leaky).toEqual([]);
  });

  it('have an owner that can write nothing', async () => {
    const writable = await names(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
         and (has_any_column_privilege('psa_views', c.oid, 'insert') or has_any_column_privilege('psa_views', c.oid, 'update')
           or has_table_privilege('psa_views', c.oid, 'delete'))`,
    );
    expect(writable).toEqual([]);
  });
});

describe('the report role', () => {
  // What a reader of reports needs beside the datasets: which companies there are, in order, and how many people could stand behind a row.
  const beside = ['reporting.companies', 'reporting.exam_candidates'];
  let readable: string[] = [];
  let relations: string[] = [];

  beforeAll(async () => {
    const all = await database.query<{ name: string; readable: boolean }>(
      `select n.nspname || '.' || c.relname as name,
         has_schema_privilege('psa_report', n.oid, 'usage') and has_any_column_privilege('psa_report', c.oid, 'select') as readable
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'`,
    );
    relations = all.map(({ name }) => name);
    readable = all.filter((relation) => relation.readable).map(({ name }) => name);
  });

  it('can select from the dataset views and from nothing else', () => {
    const views = Object.values(DATASETS).map(({ source }) => source.view);
    expect(readable.toSorted()).toEqual([...views, ...beside].toSorted());
  });

  it('finds in a dataset view the fields of the dataset, an opaque row_ref and the run, and no other column', async () => {
    for (const { source, fields } of Object.values(DATASETS)) {
      const columns = await names(
        'select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped',
        [source.view],
      );
      const agreed = fields.map((field) => FIELDS[field].column);
      expect(columns.toSorted(), source.view).toEqual([...agreed, 'row_ref', 'run_id'].toSorted());
    }
  });

  it('is refused by the database on every base table', async () => {
    const tables = relations.filter((name) => name.startsWith('public.'));
    expect(tables.length).toBeGreaterThan(20);
    const client = new pg.Client({ connectionString: database.appUrl });
    await client.connect();
    try {
      for (const table of tables) {
        await client.query("begin; select set_config('role', 'psa_report', true)");
        await expect(client.query(`select from ${table}`), table).rejects.toMatchObject({ code: '42501' });
        await client.query('rollback');
      }
    } finally {
      await client.end();
    }
  });

  it('can write nothing, call nothing that writes, and create nothing', async () => {
    const rights = await names(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p', 'v', 'S') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
         and case when c.relkind = 'S' then has_sequence_privilege('psa_report', c.oid, 'usage, update')
           else has_any_column_privilege('psa_report', c.oid, 'insert, update') or has_table_privilege('psa_report', c.oid, 'delete, truncate') end
       union all
       select 'schema ' || nspname from pg_namespace where has_schema_privilege('psa_report', oid, 'create') and nspname not like 'pg\\_%'`,
    );
    expect(rights).toEqual([]);
  });
});

describe('the job queue', () => {
  it('is worked by a role that can do nothing else, and no other role of the application finds it', async () => {
    const relations = await database.query<{ name: string; schema: string; roles: string[] }>(
      `select c.oid::regclass::text as name, n.nspname as schema, array(
           select r from unnest($1::text[]) r where has_schema_privilege(r, n.oid, 'usage')
             and (has_any_column_privilege(r, c.oid, 'select, insert, update') or has_table_privilege(r, c.oid, 'delete, truncate'))
         ) as roles
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p', 'v', 'm') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'`,
      [[...PURPOSES, QUEUE.role]],
    );
    const [inside, outside] = [true, false].map((within) =>
      relations.filter(({ schema }) => (schema === QUEUE.schema) === within),
    );
    expect(inside?.length).toBeGreaterThan(0);
    expect(inside?.filter(({ roles }) => roles.join() !== QUEUE.role)).toEqual([]);
    expect(outside?.filter(({ roles }) => roles.includes(QUEUE.role))).toEqual([]);
  });
});

describe('the reader of backups', () => {
  it('reads every table whole, writes nothing, and is worn by the owner of the database alone', async () => {
    const unread = await names(
      `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> $1
         and not (has_table_privilege('psa_backup', c.oid, 'select')
           and exists (select from pg_policy p where p.polrelid = c.oid and p.polcmd = 'r' and p.polroles = array['psa_backup'::regrole::oid]
             and pg_get_expr(p.polqual, p.polrelid) = 'true'))`,
      [BOOKKEEPING],
    );
    expect(unread).toEqual([]);
    const more = await names(
      `select c.relname || ' ' || a.privilege_type as name from pg_class c, aclexplode(c.relacl) a
       where a.grantee = 'psa_backup'::regrole and (a.privilege_type <> 'SELECT' or c.relkind not in ('r', 'p') or c.relnamespace <> 'public'::regnamespace)
       union all select p.oid::regprocedure::text from pg_proc p, aclexplode(p.proacl) a where a.grantee = 'psa_backup'::regrole`,
    );
    expect(more).toEqual([]);
    expect(
      await names(
        `select member::regrole::text as name from pg_auth_members where roleid = 'psa_backup'::regrole and (inherit_option or set_option)`,
      ),
    ).toEqual(['psa_owner']);
    const [role] = await database.query(
      `select rolcanlogin, rolsuper, rolbypassrls, rolcreaterole, rolinherit from pg_roles where rolname = 'psa_backup'`,
    );
    expect(Object.values(role ?? {})).toEqual([false, false, false, false, false]);
  });
});

describe('the login', () => {
  it('owns nothing and is a member of the purpose roles only, without inheriting them', async () => {
    expect(await names(`select oid::regclass::text as name from pg_class where relowner = 'psa_app'::regrole`)).toEqual(
      [],
    );
    const memberships = await database.query<{ role: string; inherit_option: boolean; admin_option: boolean }>(
      `select roleid::regrole::text as role, inherit_option, admin_option from pg_auth_members where member = 'psa_app'::regrole order by 1`,
    );
    expect(memberships).toEqual(
      [...PURPOSES, QUEUE.role].toSorted().map((role) => ({ role, inherit_option: false, admin_option: false })),
    );
    const [login] = await database.query(
      `select rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication from pg_roles where rolname = 'psa_app'`,
    );
    expect(Object.values(login ?? {})).toEqual([false, false, false, false, false, false]);
  });

  it('has no rights of its own but to ask who is behind a cookie', async () => {
    const own = await names(
      `select c.oid::regclass::text as name from pg_class c, aclexplode(c.relacl) a where a.grantee = 'psa_app'::regrole
       union all select 'schema ' || nspname from pg_namespace, aclexplode(nspacl) a where a.grantee = 'psa_app'::regrole
       union all select p.oid::regprocedure::text from pg_proc p, aclexplode(p.proacl) a where a.grantee = 'psa_app'::regrole
       order by 1`,
    );
    expect(own).toEqual([DOOR, 'schema door']);
  });

  it('takes purpose roles that cannot log in, and that no other role contains', async () => {
    const roles = await database.query<{
      name: string;
      rolcanlogin: boolean;
      rolsuper: boolean;
      rolbypassrls: boolean;
    }>(`select rolname as name, rolcanlogin, rolsuper, rolbypassrls from pg_roles where rolname = any($1) order by 1`, [
      PURPOSES,
    ]);
    expect(roles).toEqual(
      PURPOSES.toSorted().map((name) => ({ name, rolcanlogin: false, rolsuper: false, rolbypassrls: false })),
    );
    const inside = await names(
      `select roleid::regrole::text as name from pg_auth_members where member::regrole::text = any($1)`,
      [PURPOSES],
    );
    expect(inside).toEqual([]);
  });
});

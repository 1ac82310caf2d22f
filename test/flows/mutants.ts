// Mutants of the database's walls, made from PostgreSQL's own catalogue: whatever a migration adds is among them.
import type { TestDatabase } from '#test/support/database.ts';

export type Mutant = {
  readonly name: string;
  /** The role and table that it is about, for guessing which probe will notice. */
  readonly about: string;
  /** 'narrow' takes a right away, 'wide' a wall. */
  readonly kind: 'narrow' | 'wide';
  readonly sql: string;
  /** Makes the wall as it was. */
  readonly undo: string;
};

type PolicyRow = {
  table: string;
  name: string;
  command: string;
  roles: string;
  using: string | null;
  check: string | null;
  kind: string;
};

const POLICIES = `
  select polrelid::regclass::text as "table", polname as name, case when polpermissive then 'permissive' else 'restrictive' end as kind,
    case polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end as command,
    (select string_agg(r::regrole::text, ', ') from unnest(polroles) r) as roles,
    pg_get_expr(polqual, polrelid) as "using", pg_get_expr(polwithcheck, polrelid) as "check"
  from pg_policy where polrelid::regclass::text not like 'pg\\_%' and polname <> 'backup_reads' order by 1, 2`;

/** USING and WITH CHECK as they are. */
const conditionsOf = ({ using, check }: PolicyRow): string =>
  `${using === null ? '' : ` using (${using})`}${check === null ? '' : ` with check (${check})`}`;

const says = (expression: string | null): boolean => expression !== null && expression !== 'true';

/** What is left of a policy whose condition is gone; each half of it alone, too, where the halves say different things. */
function opened(policy: PolicyRow): Mutant[] {
  const { table, name, roles, using, check } = policy;
  const halves = [says(using) ? 'using (true)' : null, says(check) ? 'with check (true)' : null].filter(
    (half) => half !== null,
  );
  if (halves.length === 0) return [];
  const differs = says(using) && says(check) && using !== check;
  return [halves.join(' '), ...(differs ? halves : [])].map((half) => ({
    name: `policy ${name} on ${table} ${half}`,
    about: `${roles} ${table}`,
    kind: 'wide',
    sql: `alter policy ${name} on ${table} ${half}`,
    undo: `alter policy ${name} on ${table}${conditionsOf(policy)}`,
  }));
}

const dropped = (policy: PolicyRow): Mutant => {
  const { table, name, roles, kind, command } = policy;
  return {
    name: `no policy ${name} on ${table}`,
    about: `${roles} ${table}`,
    kind: 'narrow',
    sql: `drop policy ${name} on ${table}`,
    undo: `create policy ${name} on ${table} as ${kind} for ${command} to ${roles}${conditionsOf(policy)}`,
  };
};

const GRANTS = `
  with relation as (
    select c.oid, c.relowner, c.relacl, n.nspname || '.' || quote_ident(c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'reporting', 'door') and c.relkind <> 'S'
  )
  select a.grantee::regrole::text as role, r.name as thing, lower(a.privilege_type) as "right", 'on ' || r.name as "on"
  from relation r, aclexplode(r.relacl) a where a.grantee <> r.relowner
  union all
  select a.grantee::regrole::text, r.name, format('%s (%I)', lower(a.privilege_type), t.attname), 'on ' || r.name
  from relation r join pg_attribute t on t.attrelid = r.oid, aclexplode(t.attacl) a
  union all
  select a.grantee::regrole::text, 'schema ' || n.nspname, lower(a.privilege_type), 'on schema ' || n.nspname
  from pg_namespace n, aclexplode(n.nspacl) a where n.nspname in ('public', 'reporting', 'door') and a.grantee not in (0, n.nspowner)
  union all
  select a.grantee::regrole::text, 'function ' || p.proname, lower(a.privilege_type), 'on function ' || p.oid::regprocedure
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace, aclexplode(p.proacl) a
  where n.nspname in ('public', 'reporting', 'door') and a.grantee not in (0, p.proowner)
  order by 1, 2, 3`;

type GrantRow = { role: string; thing: string; right: string; on: string };

const revoked = ({ role, thing, right, on }: GrantRow): Mutant => ({
  name: `${role} without ${right} ${on}`,
  about: `${role} ${thing.replace(/^public\./, '')}`,
  kind: 'narrow',
  sql: `revoke ${right} ${on} from ${role}`,
  undo: `grant ${right} ${on} to ${role}`,
});

const TABLES = `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relrowsecurity`;

const unguarded = ({ name }: { name: string }): Mutant[] =>
  (
    [
      ['disable', 'enable'],
      ['no force', 'force'],
    ] as const
  ).map(([off, on]) => ({
    name: `${off} row level security on ${name}`,
    about: `everybody ${name}`,
    kind: 'wide',
    sql: `alter table ${name} ${off} row level security`,
    undo: `alter table ${name} ${on} row level security`,
  }));

/** Of everybody but the reader of backups, whose rule lists every table: every policy dropped, every policy without its condition, every table without row security, every grant revoked. */
export async function listMutants(database: TestDatabase): Promise<Mutant[]> {
  const policies = await database.query<PolicyRow>(POLICIES);
  const grants = await database.query<GrantRow>(GRANTS);
  const tables = await database.query<{ name: string }>(TABLES);
  return [
    ...policies.flatMap(opened),
    ...tables.flatMap(unguarded),
    // A restrictive one gives no right: without it more is allowed, as where it is opened.
    ...policies.filter(({ kind }) => kind === 'permissive').map(dropped),
    ...grants
      .filter(({ role }) => role.startsWith('psa_') && role !== 'psa_owner' && role !== 'psa_backup')
      .map(revoked),
  ];
}

/** Runs `work` on the walls as these mutants have them, and makes the walls good again. */
export async function mutated<T>(
  database: TestDatabase,
  changed: readonly Mutant[],
  work: () => Promise<T>,
): Promise<T> {
  const say = (statements: readonly string[]) => database.query(statements.join(';\n'));
  await say(changed.map(({ sql }) => sql));
  try {
    return await work();
  } finally {
    await say(changed.map(({ undo }) => undo));
  }
}

// The role that backups are read by: it may read every table whole and write nothing, nobody logs in as it, and only the owner of the database can put
// it on. Row security binds the owner, too; this is its one way to see every row without taking a wall down while people are at work.
import pg from 'pg';

export const BACKUP_ROLE = 'psa_backup';

// A table that a migration added since is opened to it, and nothing is touched that is as it should be: no lock is taken for that.
const INSTALL = `
do $$
declare t text;
begin
  begin
    create role ${BACKUP_ROLE} nologin noinherit;
  exception when duplicate_object or unique_violation then null;
  end;
  if not pg_has_role(current_user, '${BACKUP_ROLE}', 'set') then
    execute format('grant ${BACKUP_ROLE} to %I with inherit false, set true', current_user);
  end if;
  if not has_schema_privilege('${BACKUP_ROLE}', 'public', 'usage') then
    grant usage on schema public to ${BACKUP_ROLE};
  end if;
  for t in select relname from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relrowsecurity
    and not exists (select from pg_policy where polrelid = c.oid and polname = 'backup_reads')
  loop
    execute format('create policy backup_reads on %I for select to ${BACKUP_ROLE} using (true)', t);
    execute format('grant select on %I to ${BACKUP_ROLE}', t);
  end loop;
end
$$`;

/** Makes the role and lets it read what it can't read yet. Takes the owner's URL of a migrated database. */
export async function installBackupReader(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(INSTALL);
  } finally {
    await client.end();
  }
}

// The servers of others that reports and mails go to, all at once, for tests in which they fail.
import { writeFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { TestDatabase } from './database.ts';
import { startGraphServer, type GraphServer } from './graph-server.ts';
import { startMailServer, type MailServer } from './mail-server.ts';
import { startOpenIdProvider } from './openid-provider.ts';
import { startSftpServer, type SftpServer } from './sftp-server.ts';

export type OutsideServers = {
  readonly graph: GraphServer;
  readonly sftp: SftpServer;
  readonly mail: MailServer;
  /** Where they are and whom to trust: set here too, and given to processes. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
};

export async function startOutsideServers(database: TestDatabase): Promise<OutsideServers> {
  const provider = await startOpenIdProvider({ origin: 'http://localhost:3000', staff: [], partner: [] });
  setDefaultCACertificates([...getCACertificates('default'), provider.certificate]);
  const graph = await startGraphServer(() => true);
  const sftp = await startSftpServer();
  const mail = await startMailServer();
  const keyFile = join(database.dataDir, 'sftp.key');
  const authorities = join(database.dataDir, 'authorities.pem');
  await writeFile(keyFile, sftp.privateKey);
  await writeFile(
    authorities,
    [provider.certificate, graph.authority, await readFile(mail.authority, 'utf8')].join('\n'),
  );
  const env = {
    ...provider.env,
    GRAPH_URL: graph.url,
    SFTP_PRIVATE_KEY_FILE: keyFile,
    SMTP_URL: mail.url,
    MAIL_FROM: 'academy@psa.example',
    NODE_EXTRA_CA_CERTS: authorities,
  };
  Object.assign(process.env, env);
  return {
    graph,
    sftp,
    mail,
    env,
    async stop() {
      await mail.close();
      await sftp.stop();
      await graph.stop();
      await provider.stop();
    },
  };
}

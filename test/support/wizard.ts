// The import wizard as a browser drives it, without one: forms that are posted, pages that are read.
import type { PortalServer } from './portal.ts';

export type Wizard = {
  /** Posts a file as the form does; gives the answer. */
  upload(kind: string, bytes: Uint8Array, fileName?: string): Promise<Response>;
  /** As `upload`, and gives the address of its page. */
  drop(kind: string, bytes: Uint8Array, fileName?: string): Promise<string>;
  post(path: string, fields: Readonly<Record<string, string>>): Promise<Response>;
  read(path: string): Promise<string>;
  /** Applies what the page shows; gives the answer. */
  apply(path: string): Promise<Response>;
};

export function openWizard(portal: PortalServer): Wizard {
  const headers = async () => ({ Cookie: await portal.cookieOf('trainer'), Origin: portal.url });
  const post = async (path: string, body: FormData | URLSearchParams) =>
    fetch(portal.url + path, { method: 'POST', headers: await headers(), body, redirect: 'manual' });
  const upload: Wizard['upload'] = (kind, bytes, fileName = `${kind}.csv`) => {
    const form = new FormData();
    form.set('kind', kind);
    form.set('file', new Blob([new Uint8Array(bytes)]), fileName);
    return post('/train/import', form);
  };
  const read: Wizard['read'] = async (path) => {
    const answer = await fetch(portal.url + path, { headers: await headers() });
    if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`);
    // What the server rendered, without the marks that it leaves between texts.
    return (await answer.text()).replaceAll('<!-- -->', '').replace(/<script[\s\S]*/, '');
  };
  return {
    upload,
    async drop(kind, bytes, fileName) {
      const answer = await upload(kind, bytes, fileName);
      const path = answer.headers.get('location');
      if (answer.status !== 302 || path === null)
        throw new Error(`The file was answered ${answer.status}: ${await answer.text()}`);
      // A large file is read while its page waits.
      while ((await read(path)).includes('The file is being read'))
        await new Promise((resolve) => setTimeout(resolve, 200));
      return path;
    },
    post: (path, fields) => post(path, new URLSearchParams(fields)),
    read,
    async apply(path) {
      const page = await read(path);
      const digest = /name="digest" value="([0-9a-f]{64})"/.exec(page)?.[1] ?? '';
      const accept = page.includes('name="acceptValid"') ? { acceptValid: 'yes' } : {};
      return post(path, new URLSearchParams({ intent: 'apply', digest, ...accept }));
    },
  };
}

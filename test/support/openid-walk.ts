// Walks through the provider's pages as a browser without a window would: follows, keeps cookies, chooses, and stops where the portal begins.
import type { OpenIdProvider } from './openid-provider.ts';
import type { TestAccount, TestTenant } from './openid-tenant.ts';

const MOST_STEPS = 20;

export type Walk = {
  /** From the address that the portal gave to the one that the provider sends back to. A null account says no. */
  through(location: string, tenant: TestTenant, account: TestAccount | null): Promise<string>;
};

/** Keeps its cookies between walks, so that the tenant still knows whoever signed in. */
export function startWalking({ authority }: OpenIdProvider): Walk {
  const jar = new Map<string, string>();

  async function ask(url: string, form?: URLSearchParams): Promise<Response> {
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === undefined ? {} : { method: 'POST', body: form }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  }

  return {
    async through(location, tenant, account) {
      let url = location;
      let form: URLSearchParams | undefined;
      for (let step = 0; step < MOST_STEPS; step++) {
        const answer = await ask(url, form);
        form = undefined;
        const next = answer.headers.get('location');
        const text = await answer.text();
        if (next !== null) {
          url = new URL(next, url).href;
          if (!url.startsWith(authority)) return url;
        } else if (text.includes('Which organisation?')) {
          url = url.replace('/organizations/', `/${tenant.id}/`);
        } else if (text.includes('Who are you?')) {
          form = new URLSearchParams({ account: account?.oid ?? '' });
        } else throw new Error(`The provider says: ${answer.status} ${text}`);
      }
      throw new Error('The provider goes round in circles');
    },
  };
}

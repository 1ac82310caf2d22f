// A page that is asked for while another is still arriving: the first is let go without a word.
import { usePortal } from './support.ts';
import { expect, it } from 'vitest';

const portal = usePortal();

it('a page that is given up while its data arrive gives way to the other, and is no error', async () => {
  const page = await portal.open('trainer');
  await page.goto('/train');
  // Of the first page's data one half arrives, the rest never: as a network would do that stands still.
  await page.evaluate(() => {
    const fetch = window.fetch.bind(window);
    window.fetch = async (input, init) => {
      const answer = await fetch(input, init);
      if (!(input instanceof URL) || input.pathname !== '/train/exams.data') return answer;
      const whole = new Uint8Array(await answer.arrayBuffer());
      const half = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(whole.subarray(0, whole.length / 2));
          document.documentElement.setAttribute('data-half', '');
          init?.signal?.addEventListener('abort', () => {
            document.documentElement.setAttribute('data-given-up', '');
            controller.error(new DOMException('The request was given up', 'AbortError'));
          });
        },
      });
      return new Response(half, answer);
    };
  });
  await page.getByRole('link', { name: 'Exams' }).first().click();
  await page.locator('html[data-half]').waitFor();
  await page.getByRole('link', { name: 'Import' }).first().click();
  await page.waitForURL('**/train/import');
  await page.getByRole('heading', { level: 1, name: 'Import' }).waitFor();
  expect(await page.locator('html').getAttribute('data-given-up')).toBe('');
});

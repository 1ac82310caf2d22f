// A body that no form of ours sends is answered as a bad request, never as a fault of the portal.
import { readForm } from '#app/features/access/read-form.server.ts';
import { expect, it } from 'vitest';

const posted = (type: string, body: string): Request =>
  new Request('http://portal.example/me', { method: 'POST', headers: { 'Content-Type': type }, body });

it('gives the fields of a form', async () => {
  const form = await readForm(posted('application/x-www-form-urlencoded', 'percent=50'));
  expect(form.get('percent')).toBe('50');
});

it.each([
  ['application/json', '{'],
  ['multipart/form-data', 'no boundary'],
  ['text/plain', 'percent=50'],
])('answers a body of type %s with 400', async (type, body) => {
  const answer: unknown = await readForm(posted(type, body)).catch((thrown: unknown) => thrown);
  expect(answer).toBeInstanceOf(Response);
  expect(answer instanceof Response && answer.status).toBe(400);
});

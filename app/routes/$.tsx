import { notFound } from '#app/features/access/require.server.ts';

export function loader() {
  throw notFound();
}

export function action() {
  throw notFound();
}

export default function Nowhere() {
  return null;
}

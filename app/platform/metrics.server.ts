// What this process tells a monitor, in Prometheus's text format: its own health, and how long answers took. Labels hold no address of a page and
// nobody's id: the first word of the path among those that are known, the method, the status.
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const registry = new Registry();
collectDefaultMetrics({ register: registry });

const answers = new Histogram({
  name: 'psa_http_answer_seconds',
  help: 'How long answers took, by room, method and status',
  labelNames: ['room', 'method', 'status'],
  // What people call at once, quick, slow, and given up.
  buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  registers: [registry],
});

const METHODS = new Set(['GET', 'HEAD', 'POST']);

/** Notes one answer: `room` is one of a closed list, `took` in seconds. */
export function noteAnswer(room: string, method: string, status: number, took: number): void {
  answers.observe({ room, method: METHODS.has(method) ? method : 'other', status: String(status) }, took);
}

/** How many there are of something, by labels from closed lists. */
export type Count = { readonly labels: Readonly<Record<string, string>>; readonly count: number };

export type Measure = { readonly help: string; readonly labels: readonly string[]; readonly counts: readonly Count[] };

/** The text for the monitor; `measures` by name are what was counted just now and is forgotten after. */
export async function renderMetrics(
  measures: Readonly<Record<string, Measure>>,
): Promise<{ type: string; text: string }> {
  const counted = new Registry();
  for (const [name, { help, labels, counts }] of Object.entries(measures)) {
    const gauge = new Gauge({ name, help, labelNames: [...labels], registers: [counted] });
    for (const { labels: values, count } of counts) gauge.set({ ...values }, count);
  }
  return { type: registry.contentType, text: `${await registry.metrics()}\n${await counted.metrics()}` };
}

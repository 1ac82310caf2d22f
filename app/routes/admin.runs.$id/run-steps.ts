// Decides how a run's way reads: which states lie behind it, which one needs a person, which lie ahead.
import type { RunDelivery, RunView } from '#app/features/reporting/runs.server.ts';
import { formatDayTime } from '#app/ui/format.ts';
import type { Step } from '#app/ui/timeline.tsx';

const duration = (milliseconds: number): string =>
  milliseconds < 1_000 ? `${milliseconds} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;

const CHANNELS: Readonly<Record<string, string>> = { graph: 'SharePoint', sftp: 'SFTP' };

/** 'Portal': a channel as people call it. */
export const channelName = (channel: string): string =>
  CHANNELS[channel] ?? channel.charAt(0).toUpperCase() + channel.slice(1);

/** 'Portal: published 1 Nov 2026, 06:02': one channel's state in words that are true. */
export function describeDelivery({
  channel,
  state,
  detail,
  nextAttemptAt,
  deliveredAt,
  disclosedAt,
}: RunDelivery): string {
  const name = channelName(channel);
  const why = detail === null ? '' : `: ${detail}`;
  switch (state) {
    case 'delivered':
      if (deliveredAt === null) return `${name}: delivered`;
      if (channel !== 'portal') return `${name}: delivered ${formatDayTime(deliveredAt)}`;
      return `${name}: published ${formatDayTime(deliveredAt)}, ${disclosedAt === null ? 'not fetched yet' : `first fetched ${formatDayTime(disclosedAt)}`}`;
    case 'sending':
      return `${name}: on its way`;
    case 'unknown':
      return `${name}: no answer came; whether it arrived is asked${nextAttemptAt === null ? '' : ` ${formatDayTime(nextAttemptAt)}`} before anything is sent again`;
    case 'failed':
      return `${name}: failed${why}${nextAttemptAt === null ? '' : `, we try again ${formatDayTime(nextAttemptAt)}`}`;
    case 'dead':
      return `${name}: not delivered${why}; a person must act`;
    case 'withdrawn':
      return `${name}: nothing goes, since the report was withdrawn`;
    default:
      return `${name}: queued`;
  }
}

function deliveryStep({ deliveries, state }: RunView): Step {
  const worst = deliveries.some((delivery) => delivery.state === 'dead');
  const shaky = deliveries.some((delivery) => delivery.state === 'failed' || delivery.state === 'unknown');
  const done = deliveries.length > 0 && deliveries.every((delivery) => delivery.state === 'delivered');
  const detail =
    deliveries.length === 0 && state === 'awaiting-release' ? ['after the release'] : deliveries.map(describeDelivery);
  return {
    id: 'delivered',
    label: 'Delivered',
    state: done ? 'done' : worst ? 'failed' : shaky ? 'attention' : 'ahead',
    detail,
  };
}

function buildSteps({ build, state, reasons: given, nextTryAt }: RunView): Step[] {
  const failed = state === 'failed' || state === 'missed';
  const reasons = nextTryAt === null ? given : [...given, `We try again ${formatDayTime(nextTryAt)}.`];
  if (build === null) {
    const label = state === 'missed' ? 'Missed' : failed ? 'Not built' : 'Built';
    return [
      { id: 'built', label, state: failed ? 'failed' : 'ahead', detail: failed ? reasons : [] },
      { id: 'checked', label: 'Checked', state: 'ahead' },
    ];
  }
  const passed = build.checks.filter((check) => check.passed).length;
  const good = passed === build.checks.length && !failed;
  const made = `${formatDayTime(build.builtAt)}, in ${duration(build.tookMs)}`;
  const stale = state === 'stale';
  return [
    {
      id: 'built',
      label: 'Built',
      state: stale ? 'attention' : 'done',
      detail: stale ? ['Rows changed since: it is built anew before anything goes out.'] : [made],
    },
    {
      id: 'checked',
      label: 'Checked',
      state: good ? 'done' : 'failed',
      detail: failed ? reasons : [`${passed} of ${build.checks.length} checks`],
    },
  ];
}

function releaseSteps({ state, reasons, released }: RunView): Step[] {
  if (state === 'awaiting-release')
    return [{ id: 'release', label: 'Awaiting release', state: 'attention', detail: reasons }];
  if (released === null) return [];
  const by = `${formatDayTime(released.at)}${released.by === null ? '' : ` by ${released.by}`}`;
  return [{ id: 'release', label: 'Released', state: 'done', detail: [by, `“${released.reason}”`] }];
}

/** A run's states in order; whatever needs a person says why. */
export function planRunSteps(run: RunView): Step[] {
  return [
    { id: 'planned', label: 'Planned', state: 'done', detail: [`due ${formatDayTime(run.dueAt)}`] },
    ...buildSteps(run),
    ...releaseSteps(run),
    deliveryStep(run),
  ];
}

// Decides how a run's way reads: which states lie behind it, which one needs a person, which lie ahead.
import type { RunDelivery, RunView } from '#app/features/reporting/runs.server.ts';
import { formatDayTime } from '#app/ui/format.ts';
import type { Step } from '#app/ui/timeline.tsx';

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

/** 'Portal: published 1 Nov 2026, 06:02': one channel's state in words that are true. */
export function describeDelivery({
  channel,
  state,
  detail,
  nextAttemptAt,
  deliveredAt,
  disclosedAt,
}: RunDelivery): string {
  const name = channel.charAt(0).toUpperCase() + channel.slice(1);
  const why = detail === null ? '' : `: ${detail}`;
  switch (state) {
    case 'delivered':
      if (deliveredAt === null) return `${name}: delivered`;
      if (channel !== 'portal') return `${name}: delivered ${formatDayTime(deliveredAt)}`;
      return `${name}: published ${formatDayTime(deliveredAt)}, ${disclosedAt === null ? 'not fetched yet' : `first fetched ${formatDayTime(disclosedAt)}`}`;
    case 'sending':
      return `${name}: on its way`;
    case 'unknown':
      return `${name}: no answer came, the same file is sent again`;
    case 'failed':
      return `${name}: failed${why}${nextAttemptAt === null ? '' : `, we try again ${formatDayTime(nextAttemptAt)}`}`;
    case 'dead':
      return `${name}: not delivered${why}; a person must act`;
    default:
      return `${name}: queued`;
  }
}

function deliveryStep({ deliveries, state }: RunView): Step {
  const worst = deliveries.some((delivery) => delivery.state === 'dead');
  const shaky = deliveries.some((delivery) => delivery.state === 'failed' || delivery.state === 'unknown');
  const done = deliveries.length > 0 && deliveries.every((delivery) => delivery.state === 'delivered');
  const detail =
    deliveries.length === 0
      ? state === 'awaiting-release'
        ? 'after the release'
        : null
      : deliveries.map(describeDelivery).join(' · ');
  return {
    id: 'delivered',
    label: 'Delivered',
    state: done ? 'done' : worst ? 'failed' : shaky ? 'attention' : 'ahead',
    detail,
  };
}

function buildSteps({ build, state, reasons }: RunView): Step[] {
  const failed = state === 'failed' || state === 'missed';
  const words = failed ? reasons.join(' ') : null;
  if (build === null) {
    return [
      {
        id: 'built',
        label: state === 'missed' ? 'Missed' : failed ? 'Not built' : 'Built',
        state: failed ? 'failed' : 'ahead',
        detail: words,
      },
      { id: 'checked', label: 'Checked', state: 'ahead' },
    ];
  }
  const passed = build.checks.filter((check) => check.passed).length;
  const good = passed === build.checks.length && !failed;
  const again = state === 'stale' ? 'Rows changed since: it is built anew before anything goes out.' : null;
  return [
    {
      id: 'built',
      label: 'Built',
      state: state === 'stale' ? 'attention' : 'done',
      detail: again ?? `${formatDayTime(build.builtAt)} · ${seconds(build.tookMs)}`,
    },
    {
      id: 'checked',
      label: 'Checked',
      state: good ? 'done' : 'failed',
      detail: words ?? `${passed} of ${build.checks.length} checks`,
    },
  ];
}

function releaseSteps({ state, reasons, released }: RunView): Step[] {
  if (state === 'awaiting-release')
    return [{ id: 'release', label: 'Awaiting release', state: 'attention', detail: reasons.join(' ') }];
  if (released === null) return [];
  return [
    {
      id: 'release',
      label: 'Released',
      state: 'done',
      detail: `${formatDayTime(released.at)}${released.by === null ? '' : ` by ${released.by}`}: “${released.reason}”`,
    },
  ];
}

export function planRunSteps(run: RunView): Step[] {
  return [
    { id: 'planned', label: 'Planned', state: 'done', detail: `due ${formatDayTime(run.dueAt)}` },
    ...buildSteps(run),
    ...releaseSteps(run),
    deliveryStep(run),
  ];
}

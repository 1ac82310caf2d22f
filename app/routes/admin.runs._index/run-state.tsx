import { RUN_STATE_WORDS, type RunState } from '#app/features/reporting/run.ts';
import { Badge, type Tone } from '#app/ui/badge.tsx';

const TONES: Record<RunState, Tone> = {
  planned: 'neutral',
  built: 'info',
  checked: 'info',
  'awaiting-release': 'warn',
  ready: 'accent',
  done: 'success',
  stale: 'info',
  failed: 'danger',
  missed: 'danger',
  withdrawn: 'neutral',
};

export function RunStateBadge({ state }: { state: RunState }) {
  return <Badge tone={TONES[state]}>{RUN_STATE_WORDS[state]}</Badge>;
}

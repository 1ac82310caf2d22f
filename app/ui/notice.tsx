import type { ReactNode } from 'react';

import { classes } from './classes.ts';
import { Icon, type IconName } from './icon.tsx';

type NoticeTone = 'success' | 'warn' | 'danger' | 'info';

const LOOKS: Record<NoticeTone, { box: string; icon: IconName }> = {
  success: { box: 'border-success-line bg-success-tint text-success', icon: 'check' },
  warn: { box: 'border-warn-line bg-warn-tint text-warn', icon: 'warning' },
  danger: { box: 'border-danger-line bg-danger-tint text-danger', icon: 'warning' },
  info: { box: 'border-info-line bg-info-tint text-info', icon: 'info' },
};

/** What happened, what was kept and what to do. `live` has it read out when it appears. */
export function Notice({
  tone,
  title,
  children,
  live,
  className,
}: {
  tone: NoticeTone;
  title: string;
  children?: ReactNode;
  live?: boolean;
  className?: string;
}) {
  const { box, icon } = LOOKS[tone];
  const role = live ? (tone === 'danger' ? 'alert' : 'status') : undefined;
  return (
    <div role={role} className={classes('flex gap-3 rounded-md border px-4 py-3', box, className)}>
      <Icon name={icon} />
      <div className="min-w-0">
        <p className="font-semibold">{title}</p>
        {children ? <div className="mt-0.5 text-ink">{children}</div> : null}
      </div>
    </div>
  );
}

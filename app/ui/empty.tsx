import type { ReactNode } from 'react';

import { Icon, type IconName } from './icon.tsx';

/** A place that has nothing yet: what belongs here, and when or how it will come. */
export function Empty({ icon, title, children }: { icon: IconName; title: string; children?: ReactNode }) {
  return (
    <div className="grid justify-items-center gap-2 px-6 py-12 text-center">
      <span className="grid size-12 place-items-center rounded-full bg-sunken text-ink-soft">
        <Icon name={icon} size="large" />
      </span>
      <p className="text-lg font-semibold">{title}</p>
      {children ? <div className="max-w-prose text-ink-soft">{children}</div> : null}
    </div>
  );
}

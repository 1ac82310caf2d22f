import { Link, type LinkProps } from '@remix-run/react';
import type { ButtonHTMLAttributes, ReactNode } from 'react';

import { classes } from './classes.ts';

type Look = 'primary' | 'secondary' | 'quiet' | 'danger';
type Size = 'normal' | 'small';

const LOOKS: Record<Look, string> = {
  primary: 'bg-accent text-on-accent border-accent hover:bg-accent-strong hover:border-accent-strong',
  secondary: 'bg-surface text-ink border-line hover:border-line-strong hover:bg-sunken',
  quiet: 'border-transparent text-accent hover:bg-accent-tint',
  danger: 'bg-surface text-danger border-danger-line hover:bg-danger-tint',
};
const SIZES: Record<Size, string> = { normal: 'h-9 px-3.5', small: 'h-8 px-2.5 text-sm' };

const lookOf = (look: Look, size: Size, className: string | undefined): string =>
  classes(
    'inline-flex items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap transition-colors',
    'disabled:cursor-not-allowed disabled:opacity-60',
    LOOKS[look],
    SIZES[size],
    className,
  );

type Shared = { look?: Look; size?: Size; children: ReactNode };

export function Button({
  look = 'secondary',
  size = 'normal',
  className,
  type = 'submit',
  ...rest
}: Shared & ButtonHTMLAttributes<HTMLButtonElement>) {
  return <button type={type} className={lookOf(look, size, className)} {...rest} />;
}

export function ButtonLink({ look = 'secondary', size = 'normal', className, ...rest }: Shared & LinkProps) {
  return <Link className={lookOf(look, size, className)} {...rest} />;
}

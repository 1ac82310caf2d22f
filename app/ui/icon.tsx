import { classes } from './classes.ts';

const PATHS = {
  learning: 'M3 5.5 10 3l7 2.5L10 8 3 5.5Zm3 1.6V12c0 1.2 1.8 2.2 4 2.2s4-1 4-2.2V7.1M17 5.5V11',
  overview: 'M4 16V10.5M8 16V6.5M12 16v-4M16 16V4',
  exams:
    'M6 3.5h8A1.5 1.5 0 0 1 15.5 5v11l-2.8-1.6L10 16l-2.7-1.6L4.5 16V5A1.5 1.5 0 0 1 6 3.5Zm1.5 5.2L9.3 10.5l3.4-3.6',
  runs: 'M4 5.5h12M4 10h12M4 14.5h7M14 13v4m-2-2 2 2 2-2',
  reports: 'M5.5 3h6L15 6.5V17H5.5V3Zm6 0v3.5H15M8 10.5h4.5M8 13.5h4.5',
  agreements: 'M4.5 3.5h8l3 3v10h-11v-13ZM7 8h5M7 11h5m-5 3.2 1.2 1 1.8-2',
  schedules: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM10 6v4.2l2.8 1.8',
  contacts: 'M4 4.5h12v11H4v-11Zm0 .5 6 5 6-5',
  staff: 'M10 3.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM4 16.5c.4-3 2.7-4.7 6-4.7s5.6 1.7 6 4.7',
  employments: 'M4 6.5h12v9H4v-9Zm4 0V4.5h4v2M4 10.5h12M10 9.5v2',
  ledger: 'M5 3.5h10v13H5v-13Zm2.5 3.5h5M7.5 10h5M7.5 13h3',
  phone: 'M6.2 3.5 4.5 5.2c-.5 3.9 6.4 10.8 10.3 10.3l1.7-1.7-2.9-2.6-1.9 1.1c-1.4-.7-3.2-2.5-3.9-3.9l1.1-1.9-2.7-3Z',
  settings: 'M3.5 6h7.5M15 6h1.5M3.5 14H5M9 14h7.5M13 4a2 2 0 1 0 0 4 2 2 0 0 0 0-4ZM7 12a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z',
  key: 'M12.5 3.5a4 4 0 0 0-3.8 5.3L3.5 14v2.5H6l.7-.7v-1.6h1.6l2.9-2.9a4 4 0 1 0 1.3-7.8Zm1.2 2.8v.1',
  sun: 'M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1',
  moon: 'M16 11.8A6.5 6.5 0 0 1 8.2 4a6.5 6.5 0 1 0 7.8 7.8Z',
  system: 'M3 4.5h14v9H3v-9ZM7.5 17h5M10 13.5V17',
  'sign-out': 'M8 4H4v12h4M8.5 10H17m-3-3 3 3-3 3',
  search: 'M9 4a5 5 0 1 0 0 10A5 5 0 0 0 9 4Zm3.7 8.7L16.5 16.5',
  more: 'M4.5 10v.1M10 10v.1M15.5 10v.1',
  check: 'M4.5 10.5 8.5 14.5 15.5 6',
  cross: 'M5.5 5.5l9 9M14.5 5.5l-9 9',
  warning: 'M10 3.5 17.5 16.5H2.5L10 3.5ZM10 8.5v3.5M10 14.3v.1',
  info: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM10 9.2v4.3M10 6.6v.1',
  upload: 'M10 12.5v-9m-3.5 3.5L10 3.5 13.5 7M4 16.5h12',
  download: 'M10 3.5v9m-3.5-3.5L10 12.5 13.5 9M4 16.5h12',
  shield: 'M10 3 4.5 5v4.5c0 3.6 2.3 6.2 5.5 7.5 3.2-1.3 5.5-3.9 5.5-7.5V5L10 3Zm-2.3 6.9L9.4 11.6l3-3.3',
  'arrow-right': 'M4 10h12m-4.5-4.5L16 10l-4.5 4.5',
  'chevron-down': 'M5.5 8l4.5 4.5L14.5 8',
} as const;

export type IconName = keyof typeof PATHS;

const SIZES = { small: 'size-4', normal: 'size-5', large: 'size-6' } as const;

/** Always beside words that say the same, hence hidden from screen readers. */
export function Icon({
  name,
  size = 'normal',
  className,
}: {
  name: IconName;
  size?: keyof typeof SIZES;
  className?: string;
}) {
  return (
    <svg viewBox="0 0 20 20" fill="none" aria-hidden="true" className={classes('shrink-0', SIZES[size], className)}>
      <path d={PATHS[name]} stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}

// What a site's logo is, and what is said where a file can't be one.
export const LOGO_THEMES = ['light', 'dark'] as const;
export type LogoTheme = (typeof LOGO_THEMES)[number];

export const LOGO_LIMITS = { mostBytes: 100_000, leastPixels: 32, mostWidth: 1_200, mostHeight: 600 } as const;

export type LogoFault =
  'no-file' | 'too-large' | 'too-slow' | 'not-a-form' | 'not-png' | 'moves' | 'broken' | 'too-small' | 'too-wide';

const { mostBytes, leastPixels, mostWidth, mostHeight } = LOGO_LIMITS;

/** What it is, and what mends it. */
export const LOGO_FAULTS: Readonly<Record<LogoFault, string>> = {
  'no-file': 'Choose a file first.',
  'too-large': `That file is larger than ${mostBytes / 1_000} kB. Save it with fewer pixels or fewer colours.`,
  'too-slow': 'The file did not arrive within a minute. Send it again.',
  'not-a-form': 'This form could not be read. Choose the file again.',
  'not-png': 'That is no PNG file, whatever its name says. Save the picture as PNG, and choose that file.',
  moves: 'That picture moves. Save one picture of it as PNG.',
  broken: 'That PNG file is not whole, or holds more than one picture. Save it as PNG again.',
  'too-small': `That picture is smaller than ${leastPixels} × ${leastPixels} pixels. Take a larger one: it is shown 32 pixels high.`,
  'too-wide': `That picture is larger than ${mostWidth} × ${mostHeight} pixels. Make it smaller: it is shown 32 pixels high.`,
};

export type LogoPicture = { readonly src: string; readonly width: number; readonly height: number };
/** What pages show; where it is dark, the one for light stands on a light plate unless there is another. */
export type SiteLogo = { readonly light: LogoPicture; readonly dark: LogoPicture | null };

/** Its address holds its content's hash: another picture is another address. */
export const logoAddress = (sha256: string): string => `/logo/${sha256}.png`;

export type StoredLogo = {
  readonly theme: LogoTheme;
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
};

const pictureOf = ({ sha256, width, height }: StoredLogo): LogoPicture => ({ src: logoAddress(sha256), width, height });

/** Null where the site has none. */
export function logoOf(stored: readonly StoredLogo[]): SiteLogo | null {
  const [light, dark] = LOGO_THEMES.map((theme) => stored.find((one) => one.theme === theme));
  return light === undefined ? null : { light: pictureOf(light), dark: dark === undefined ? null : pictureOf(dark) };
}

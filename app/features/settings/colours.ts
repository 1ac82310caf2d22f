// Decides whether a colour can be read: contrast as WCAG 2.2 measures it, against everything that it stands on or under in a theme.

export type Theme = 'light' | 'dark';

type Rgb = readonly [number, number, number];

/** What the accent meets; the same values stand in app/ui/portal.css. */
const THEMES: Readonly<
  Record<
    Theme,
    {
      grounds: Readonly<Record<string, string>>;
      surface: string;
      onAccent: string;
      towards: string;
      tint: number;
      strong: number;
    }
  >
> = {
  light: {
    grounds: { 'the page': '#f5f6f9', 'a card': '#ffffff', 'a sunken part': '#eef0f5' },
    surface: '#ffffff',
    onAccent: '#ffffff',
    towards: '#000000',
    tint: 0.1,
    strong: 0.25,
  },
  dark: {
    grounds: { 'the page': '#111319', 'a card': '#1a1c25', 'a sunken part': '#23262f' },
    surface: '#1a1c25',
    onAccent: '#10132b',
    towards: '#ffffff',
    tint: 0.15,
    strong: 0.3,
  },
};

/** For text of any size. */
export const LEAST_CONTRAST = 4.5;

export const COLOUR = /^#[0-9a-f]{6}$/;

const rgbOf = (colour: string): Rgb =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as [number, number, number];
const hexOf = (rgb: Rgb): string => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

/** `share` of one colour in another. */
const mixed = (colour: string, into: string, share: number): string => {
  const [other, own] = [rgbOf(into), rgbOf(colour)];
  return hexOf(
    [0, 1, 2].map((at) => (own[at] ?? 0) * share + (other[at] ?? 0) * (1 - share)) as [number, number, number],
  );
};

function luminanceOf(colour: string): number {
  const [red, green, blue] = rgbOf(colour).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** From 1 (the same) to 21 (black on white). */
export function contrastOf(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminanceOf(one), luminanceOf(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** The accent of a theme with what is made of it: darker or lighter under a pointer, and thin as a ground. */
export function accentOf(colour: string, theme: Theme) {
  const { surface, onAccent, towards, tint, strong } = THEMES[theme];
  return { accent: colour, strong: mixed(towards, colour, strong), tint: mixed(colour, surface, tint), onAccent };
}

/** Where the accent can be read worst, and how well, as a ratio to 1. */
export function worstContrast(colour: string, theme: Theme): { where: string; ratio: number } {
  const { accent, strong, tint, onAccent } = accentOf(colour, theme);
  const met: [string, number][] = [
    ...Object.entries(THEMES[theme].grounds).map(([where, ground]): [string, number] => [
      `on ${where}`,
      contrastOf(accent, ground),
    ]),
    ['on its own tint', contrastOf(accent, tint)],
    ['under the words of a button', contrastOf(onAccent, accent)],
    ['under the words of a button that is pointed at', contrastOf(onAccent, strong)],
  ];
  const [where, ratio] = met.reduce((worst, one) => (one[1] < worst[1] ? one : worst));
  return { where, ratio };
}

/** The stylesheet that gives the portal other accents than its own. */
export function stylesheetOf(light: string, dark: string): string {
  const [by, night] = [accentOf(light, 'light'), accentOf(dark, 'dark')];
  const pair = (key: 'accent' | 'strong' | 'tint' | 'onAccent'): string => `light-dark(${by[key]}, ${night[key]})`;
  return `:root {
  --color-accent: ${pair('accent')};
  --color-accent-strong: ${pair('strong')};
  --color-accent-tint: ${pair('tint')};
  --color-on-accent: ${pair('onAccent')};
}
`;
}

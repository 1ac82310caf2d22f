// Which accents an association may choose: what stands in them and on them can be read, everywhere.
import { accentOf, contrastOf, worstContrast } from '#app/features/settings/colours.ts';
import { parseSettings } from '#app/features/settings/settings-form.ts';
import { SETTING_NAMES, SETTINGS } from '#app/features/settings/settings.ts';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** The form as it is proposed, with one accent changed. */
function formWith(name: string, colour: string): FormData {
  const form = new FormData();
  for (const known of SETTING_NAMES) {
    const proposed = String(SETTINGS[known].fallback);
    form.set(`was.${known}`, proposed);
    form.set(known, known === name ? colour : proposed);
  }
  return form;
}

describe('what an accent may be', () => {
  const faultOf = (name: 'accentLight' | 'accentDark', colour: string): string | undefined => {
    const parsed = parseSettings(formWith(name, colour));
    return parsed.ok ? undefined : parsed.reason.faults[name];
  };

  it.each(['#0f766e', '#7a1fa2', '#3A4CD1'])('takes %s where it is light', (colour) => {
    expect(faultOf('accentLight', colour)).toBeUndefined();
  });
  it.each(['#9dabff', '#5eead4'])('takes %s where it is dark', (colour) => {
    expect(faultOf('accentDark', colour)).toBeUndefined();
  });

  it.each(['accentLight', 'accentDark'] as const)('%s refuses what can’t be read, with what was measured', (name) => {
    const said = faultOf(name, '#777777') ?? '';
    const [, measured = ''] = /contrast is (\d\.\d\d) to 1, and 4.5 is needed/.exec(said) ?? [];
    expect(Number(measured)).toBeGreaterThan(1);
    expect(Number(measured)).toBeLessThan(4.5);
  });

  it.each(['', 'red', '#fff', '#12345g', 'url(#x)', '#123456;}', 'rgb(0,0,0)'])(
    'refuses “%s”, which is no colour',
    (text) => {
      expect(faultOf('accentLight', text)).toContain('Enter a colour as #');
    },
  );

  it('has the contrast that is said: of everything that stands in the stylesheet', () => {
    for (const [colour, theme] of [
      ['#0f766e', 'light'],
      ['#5eead4', 'dark'],
    ] as const) {
      const { accent, strong, tint, onAccent } = accentOf(colour, theme);
      const pairs = [contrastOf(accent, tint), contrastOf(onAccent, accent), contrastOf(onAccent, strong)];
      expect(Math.min(...pairs)).toBeGreaterThanOrEqual(worstContrast(colour, theme).ratio);
      expect(worstContrast(colour, theme).ratio).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrastOf('#777777', '#777777')).toBe(1);
  });

  it('measures against the colours that pages have', () => {
    const css = readFileSync('app/ui/portal.css', 'utf8');
    const tokens = [...css.matchAll(/--color-(ground|surface|sunken|accent): light-dark\((#\w{6}), (#\w{6})\)/g)];
    expect(tokens).toHaveLength(4);
    const code = readFileSync('app/features/settings/colours.ts', 'utf8');
    for (const [, name, light = '', dark = ''] of tokens)
      if (name === 'accent')
        expect([light, dark]).toEqual([SETTINGS.accentLight.fallback, SETTINGS.accentDark.fallback]);
      else for (const colour of [light, dark]) expect(code).toContain(`'${colour}'`);
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DARK, LIGHT, TEXT_PAIRS, type Theme } from './colours.ts';
import { STYLE } from './style.ts';

/** Relative luminance of #rrggbb. @see WCAG 2.2, relative luminance */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (one: string, other: string): number => {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};

test('the measure is that of WCAG: black on white is 21 : 1', () => assert.equal(contrast('#000000', '#ffffff'), 21));

const themes: readonly (readonly [string, Theme])[] = [['light', LIGHT], ['dark', DARK]];
for (const [name, theme] of themes) {
  test(`every text of the ${name} theme reaches 4.5 : 1 on its ground`, () => {
    for (const [text, ground] of TEXT_PAIRS) {
      const measured = contrast(theme[text], theme[ground]);
      assert.ok(measured >= 4.5, `${text} on ${ground}: ${measured.toFixed(2)}`);
    }
  });
}

test('colours are written once: the style sheet names tokens, and red stands for sealing alone', () => {
  const rules = STYLE.slice(STYLE.lastIndexOf('color-scheme'));
  assert.equal(/#[0-9a-f]{3,8}\b(?![^{]*\{)/i.test(rules.replace(/#[a-z-]+:/g, '')), false);
  const red = rules.split('}').filter((rule) => rule.includes('var(--seal'));
  assert.ok(red.length > 0 && red.every((rule) => rule.includes('.seal')), red.join('}'));
});

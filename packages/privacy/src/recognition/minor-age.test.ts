import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type MinorAge, minorAge, minorCues, scanNoise } from './index.ts';
import { digitNoise, inventedAges } from './testing/invented-ages.ts';

const AGES: readonly (readonly [string, MinorAge])[] = [
  ['被告人闻某，2000年3月1日出生。2017年2月28日窃得现金', 'below'],
  ['被告人闻某，生于2000年3月1日。2016年的一天窃得现金', 'below'],
  // Three years more are shown than the law asks for.
  ['被告人闻某，2000年3月1日出生。2021年2月28日窃得现金', 'below'],
  ['被告人闻某，2000年3月1日出生。2021年3月1日窃得现金', 'adult'],
  ['被告人闻某，1980年3月1日生。2015年3月1日窃得现金', 'adult'],
  // An earlier conviction of a minor is shown too: whose day it is nobody can tell surely.
  ['被告人闻某，1980年3月1日生。1997年因盗窃被判刑，2015年3月1日窃得现金', 'below'],
  ['被告人闻某、柴某。柴某2000年3月1日出生，闻某1970年5月5日出生。2017年2月28日窃得现金', 'below'],
  ['被告人闻某，２０００年３月１日出生。２０１７年２月２８日窃得现金', 'below'],
  ['被告人闻某，汉族，2015年3月1日窃得现金', 'unread'],
  ['被告人闻某，1980年3月1日生。', 'unread'],
  ['被告人闻某，1980年3月1日生。有人听说后报警', 'unread'],
  ['', 'unread'],
];
for (const [text, age] of AGES) {
  test(`「${text}」: ${age}`, () => assert.equal(minorAge(text), age));
}

/** Shown to a person: a phrase, an age that may be below, or an age that cannot be read. */
const isShown = (text: string): boolean => minorCues(text).length > 0 || minorAge(text) !== 'adult';

const TEXTS = inventedAges(1000, 7);
for (const perMille of [0, 10, 30, 50]) {
  test(`every invented minor is shown when ${perMille / 10} % of characters are lost, and not every adult`, () => {
    const shown = TEXTS.map(({ text }, at) => isShown(scanNoise(text, perMille, at)));
    const missed = TEXTS.filter(({ isMinor }, at) => isMinor && shown[at] !== true);
    assert.deepEqual(missed.map(({ told }) => told), []);
    const adults = TEXTS.flatMap(({ isMinor }, at) => (isMinor ? [] : [shown[at] === true]));
    const share = adults.filter(Boolean).length / adults.length;
    assert.ok(share < 0.95 && share > 0.2, `of adults shown ${share}: fewer would be read out of a text that does not say it`);
  });
}

test('exchanged digits make a birth date wrong, not absent: of those told by dates alone few are missed', () => {
  const missed = (texts: typeof TEXTS) => texts.filter(({ isMinor, text }, at) => isMinor && !isShown(digitNoise(text, 10, at)));
  // LIMIT: nothing else in such a text speaks of the age; with words beside the dates none is missed.
  assert.ok(missed(TEXTS).every(({ told }) => told === ''));
  assert.ok(missed(inventedAges(8000, 8)).length / 4000 < 0.005);
});

test('the check can fail: without dates and short words minors are missed', () => {
  const long = TEXTS.filter(({ text, isMinor }, at) => isMinor
    && minorCues(scanNoise(text, 50, at)).every(({ phrase }) => phrase.length < 9));
  assert.ok(long.length > 50, `${long.length}`);
});

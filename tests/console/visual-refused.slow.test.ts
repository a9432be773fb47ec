import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultsOf } from './seen.ts';
import { skip } from './started.ts';
import { walker } from './visual-walk.ts';

// Pages while they wait for an answer, and where none comes or it is a refusal: one clear sentence and a way on.

const { walk, keep } = walker();

test('a page that waits says so, and stands still', { skip }, async () => {
  assert.deepEqual(await walk('waits', () => true, async ({ page }, place) => {
    if (['/', '/orders', '/seals'].includes(place.path)) await keep(page, place, 'waits');
    const words = await page.innerText('main');
    return [...(words.trim() === '' ? ['says nothing while it waits'] : []), ...await faultsOf(page)];
  }), []);
});

/** Pages whose list or thing is read when they open; the others show their form whatever the service says. */
const READS =
  /^\/(?:orders|exceptions|desk|seals|incidents|inquiries\/0|requests|looks|matters|overdue|coverage|patterns|computations)/;
const FORMS = /\/new$/;

for (const saying of [{ status: 403 }, { status: 404 }, { status: 500 }, 'lost'] as const) {
  const name = saying === 'lost' ? 'the line is down' : `the service answers ${saying.status}`;
  test(`where ${name}, one sentence says so and a button tries again`, { skip }, async () => {
    const wanted = ({ path }: Readonly<{ path: string }>) => READS.test(path) && !FORMS.test(path);
    assert.deepEqual(await walk(saying, wanted, async ({ page }, place) => {
      if (saying === 'lost') await keep(page, place, 'lost');
      const sentence = await page.locator('main .nothing p').first().innerText().catch(() => '');
      const ways = await page.locator('main .nothing button').count();
      return [...(sentence.length < 8 || ways === 0 ? [`«${sentence}», ${ways} ways on`] : []), ...await faultsOf(page)];
    }), []);
  });
}

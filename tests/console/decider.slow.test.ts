import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { leakJourney, openingJourney, requestJourney } from './journeys/decider.ts';
import { runOver, VIEWS, walk } from './journeys/run.ts';
import { type Console, skip, startConsole } from './started.ts';

// Those who examine and decide: a request of a person, the opening of a seal, a leak. Nobody decides alone.

let running: Console | undefined;
before(async () => { if (skip === false) running = await startConsole(); });
after(async () => { await running?.stop(); });

walk({
  'a request of a person is checked, answered by two, and told': requestJourney,
  'a seal is opened on a ground of law, by two': openingJourney,
  'a leak is reported, contained, assessed, spared by two, and closed': leakJourney,
}, { views: VIEWS.embedded, running: () => running });

test('whoever proposed to open a seal is refused as the second person, in words', { skip }, async () => {
  assert.ok(running);
  const approver = await runOver(running, { where: 'desk', language: 'zh' }).sit('court-approver');
  const { page } = approver;
  await approver.open('/seals');
  await approver.until('tbody tr');
  await page.selectOption('select', 'sealed');
  await page.click('tbody tr:has(.mark-sealed):not(:has-text("待审批")) a');
  await approver.until('input[value=wrongSeal]');
  await page.check('input[value=wrongSeal]');
  await approver.press({ zh: '提出', en: 'Propose' });
  await approver.until('main button:has-text("批准解除封存")');
  await approver.press({ zh: '批准解除封存', en: 'Approve the opening' });
  await page.waitForSelector('.told p');
  assert.match(await page.innerText('.told'), /不得自行批准/);
  await approver.leave();
});

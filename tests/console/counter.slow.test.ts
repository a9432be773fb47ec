import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Console, DESK, PHONE, skip, startConsole } from './started.ts';
import { inWords, isSound, leave, look, type View } from './together.ts';

// Somebody comes to the counter of the police without a telephone: an officer looks at the documents and gives the paper.

let running: Console | undefined;
before(async () => { if (skip === false) running = await startConsole(); });
after(async () => { await running?.stop(); });

const VIEWS: readonly (readonly [where: string, view: View])[] =
  [['a telephone', { ...PHONE, language: 'zh' }], ['a desk, in English', { ...DESK, language: 'en' }]];
/** Nobody's numbers, and one whose last character is not its own. */
const [NUMBER, WRONG] = ['53020219900101004X', '530202199001010040'] as const;

for (const [where, view] of VIEWS) {
  test(`at ${where}: a paper that is missing is told, then the certificate is issued, and the next person finds an empty page`, { skip }, async () => {
    assert.ok(running);
    const seat = await running.signIn('police-clerk', PHONE);
    const { page } = seat;
    const say = (zh: string, en: string): string => inWords(view, { zh, en });
    await look(running, seat, '/', view);
    await page.click('.cards a[href="/counter"]');
    const submit = (): Promise<void> => page.click('main button[type=submit]');
    await page.waitForSelector('input[name=applicant]');
    await submit();
    assert.equal(await page.innerText('fieldset .told'), say('请选择“谁来办理”。', 'Choose under “Who has come” first.'));
    await page.check('input[name=applicant][value=self]');
    await page.fill('input[name=name]', '虚构来人');
    await page.fill('input[name=number]', WRONG);
    await submit();
    assert.match(await page.innerText('.field .told'), /不是有效的身份证号码|no valid number/);
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('name')), 'number', 'the hand is led there');
    await isSound(seat, `a wrong number at ${where}`);
    await page.fill('input[name=number]', NUMBER);
    await submit();
    await page.waitForSelector('main .outcome li');
    assert.match(await page.innerText('main .outcome'), /有效身份证件|an identity document/, 'what nobody looked at is missing');
    await page.click('main .outcome .primary');
    assert.equal(await page.inputValue('input[name=number]'), NUMBER, 'nothing is lost');
    await page.check('input[name=paper][value=identityDocument]');
    await submit();
    await page.waitForSelector('.outcome-good h2');
    const told = await page.innerText('.outcome-good');
    assert.match(told, /证字第\d+号/);
    assert.doesNotMatch(told, /虚构来人|530202/, 'who it was stands on the paper alone');
    await isSound(seat, `issued at ${where}`);
    const [paper] = await Promise.all([page.waitForEvent('download'), page.click('.outcome-good .primary')]);
    assert.equal(paper.suggestedFilename(), 'document.pdf', 'a file that names nobody');
    await page.click(`main .outcome button:text-is("${say('下一位', 'Next person')}")`);
    assert.equal(await page.inputValue('input[name=name]'), '', 'nothing of the one before');
    assert.equal(await page.locator('main input:checked').count(), 0);
    assert.equal(new URL(page.url()).pathname, '/counter');
    await leave([seat]);
  });
}

test('a clerk of a court has no counter for certificates: neither in the menu nor by its address', { skip }, async () => {
  assert.ok(running);
  const seat = await running.signIn('court-clerk', DESK);
  assert.equal(await seat.page.locator('a[href="/counter"]').count(), 0);
  await seat.page.goto(`${running.origin}/counter`);
  await seat.page.waitForSelector('main h1, main .nothing');
  assert.equal(await seat.page.locator('input[name=applicant]').count(), 0);
  await leave([seat]);
});

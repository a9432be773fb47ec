import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Console, DESK, PHONE, type Seat, skip, startConsole } from './started.ts';

// Tables that a clerk drops: a row with a problem is corrected cell by cell where it stands, read again, and taken in.

let running: Console | undefined;
before(async () => { if (skip === false) running = await startConsole(); });
after(async () => { await running?.stop(); });

const HEADS = '编号,记录类型,判决日期,罪名,姓名,出生日期,法院,案号,主刑,刑期,作案日期,生效日期';
const row = (at: number, on: string, charge: string): string =>
  `T-${at},有罪判决,${on},${charge},虚小禾,2007-08-20,云岭省松江县人民法院,（2024）云9901刑初8${at}号,有期徒刑,10,2024-01-11,2024-05-25`;
/** Everything is invented: a title above the heads, a good row, a day that is none, a charge cut wrongly. */
const sheet = (begin: number) => ({
  name: 'rows.csv', mimeType: 'text/csv',
  buffer: Buffer.from(`虚构法院登记表\n${HEADS}\n${row(begin, '2024-05-11', '盗窃罪')}\n${row(begin + 1, '2024-02-30', '盗窃罪')}\n${row(begin + 2, '2024-5', '盗窃罪')}\n`),
});
const sticksOut = ({ page }: Seat): Promise<boolean> => page.evaluate('document.documentElement.scrollWidth > innerWidth');
const cell = (line: number, head: string): string => `tr[data-line="${line}"] input[aria-label*="${head}"]`;

for (const [where, size, words] of [
  ['a desk', DESK, { whole: '各行都可以读懂', wrong: '2 行有问题', take: '确认并报送 3 行', no: '没有这一天', was: '原为：2024-02-30' }],
  ['a telephone, in English', { ...PHONE, locale: 'en-GB' }, { whole: 'Every row can be read', wrong: '2 rows have a problem', take: 'Confirm and take in 3 rows', no: 'there is no such day', was: 'it was: 2024-02-30' }],
] as const) {
  test(`rows with a problem are corrected in their cells, read again, and taken in, at ${where}`, { skip }, async () => {
    assert.ok(running);
    const seat = await running.signIn('court-clerk', size);
    const { page } = seat;
    await page.goto(`${running.origin}/intake`);
    await page.setInputFiles('.drop-place input', sheet(size === DESK ? 10 : 20));
    await page.waitForSelector('.rows-sheet');
    assert.match(await page.innerText('.rows-status'), new RegExp(words.wrong));
    assert.equal(await page.locator('.cell-input').count(), 2, 'only what is wrong is a field');
    const first = cell(4, '判决日期');
    assert.equal(await page.getAttribute(first, 'aria-invalid'), 'true');
    assert.match(await page.innerText('tr[data-line="4"]'), new RegExp(words.no), 'the problem is told in its place');
    assert.match(await page.innerText('tr[data-line="4"]'), /盗窃罪/, 'beside the other cells');
    assert.deepEqual(await seat.barriers(), []);
    await page.fill(first, '2024-02-31');
    await page.keyboard.press('Enter');
    await page.waitForSelector(`tr[data-line="4"]:has-text("${words.was}")`);
    assert.match(await page.innerText('tr[data-line="4"]'), new RegExp(words.no), 'wrong again is told again');
    await page.fill(first, '2024-02-28');
    await page.keyboard.press('Enter');
    await page.waitForSelector(`${first}:not([aria-invalid])`);
    await page.fill(cell(5, '判决日期'), '2024-05-12');
    await page.keyboard.press('Tab');
    await page.waitForSelector(`.rows-status:has-text("${words.whole}")`);
    await page.click('tr[data-line="3"] button.quiet');
    assert.equal(await page.locator('tr[data-line="3"] .cell-input').count(), 12, 'any row can be opened');
    assert.deepEqual(await seat.barriers(), []);
    assert.equal(await sticksOut(seat), false);
    await page.click(`button:has-text("${words.take}")`);
    await page.waitForSelector('.outcome .case-code');
    assert.equal(await page.locator('.outcome .case-code').count(), 3, 'each row is a case');
    assert.deepEqual(seat.mistakes, []);
    await seat.context.close();
  });
}

test('a file on its way says how many of its bytes have left', { skip }, async () => {
  assert.ok(running);
  const { page, context, mistakes } = await running.signIn('court-clerk', DESK);
  await page.goto(`${running.origin}/intake`);
  const line = await context.newCDPSession(page);
  await line.send('Network.enable');
  await line.send('Network.emulateNetworkConditions', { offline: false, latency: 20, downloadThroughput: -1, uploadThroughput: 1024 * 1024 });
  await page.setInputFiles('.drop-place input', { name: 'long.txt', mimeType: 'text/plain', buffer: Buffer.alloc(4 * 1024 * 1024, '虚') });
  await page.waitForFunction(() => {
    const bar = document.querySelector<HTMLProgressElement>('.dropped li progress');
    return bar !== null && bar.value > 0 && bar.value < bar.max && bar.max === 4 * 1024 * 1024;
  });
  assert.match(await page.innerText('.dropped'), /已发送 \d\.\d \/ 4\.0 MB/);
  await page.waitForSelector('.dropped li progress', { state: 'detached' });
  assert.deepEqual(mistakes, []);
  await context.close();
});

test('a unit in contact with minors is offered the laws that can carry its inquiry, and no others', { skip }, async () => {
  assert.ok(running);
  const { page, context } = await running.signIn('school-inquirer', PHONE);
  await page.goto(`${running.origin}/inquiries/new`);
  const offered = () => page.locator('select[name=basis] option').evaluateAll((all) => all.map((one) => one.getAttribute('value') ?? ''));
  await page.selectOption('select[name=kind]', 'minorContactUnit');
  const school = await offered();
  assert.ok(school.includes('LB-14') && school.includes('none') && !school.includes('LB-01'), school.join());
  await page.selectOption('select[name=kind]', 'unit');
  assert.ok((await offered()).length > school.length + 20);
  await context.close();
});

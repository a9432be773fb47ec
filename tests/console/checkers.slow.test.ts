import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { unmarkedChinese } from './english.ts';
import { type Console, DESK, type Seat, skip, startEmptyConsole } from './started.ts';

// What every journey is checked with finds what it is there for: each mistake is made on purpose, and found.

let running: Console | undefined;
let seat: Seat | undefined;
before(async () => {
  if (skip !== false) return;
  running = await startEmptyConsole([]);
  seat = await running.signIn('researcher', { ...DESK, locale: 'en-GB' });
});
after(async () => { await running?.stop(); });

/** Scripts run as the page itself would run them. */
const MISTAKES: Readonly<Record<string, Readonly<{ script: string; finds: RegExp }>>> = {
  'an error of the console': { script: 'console.error("something broke")', finds: /something broke/ },
  'an error nobody caught': { script: 'setTimeout(() => { throw new Error("nobody caught this"); })', finds: /nobody caught this/ },
  'a script written into the page': {
    script: 'document.body.append(Object.assign(document.createElement("script"), { textContent: "1" }))', finds: /Content Security Policy/,
  },
  'a style written into the page': {
    script: 'document.body.insertAdjacentHTML("beforeend", "<i style=\'color:red\'>x</i>")', finds: /Content Security Policy/,
  },
  'text made into code': { script: 'setTimeout("1")', finds: /Content Security Policy/ },
  'another host': { script: 'void fetch("https://other.invalid/").catch(() => 0)', finds: /another host: other\.invalid|Content Security Policy/ },
  'a file that is not there': { script: 'void fetch("/assets/nothing.js")', finds: /404: \/assets\/nothing\.js/ },
};

for (const [name, { script, finds }] of Object.entries(MISTAKES)) {
  test(`found: ${name}`, { skip }, async () => {
    assert.ok(seat);
    const { page, mistakes, takeMistakes } = seat;
    assert.deepEqual(mistakes, [], 'nothing before');
    await page.evaluate(script);
    for (let round = 0; round < 100 && !mistakes.some((one) => finds.test(one)); round += 1) await page.waitForTimeout(50);
    const found = takeMistakes();
    assert.ok(found.some((one) => finds.test(one)), found.join('\n') || 'nothing was found');
  });
}

test('found: Chinese on an English page, unless it is marked', { skip }, async () => {
  assert.ok(seat);
  const { page } = seat;
  assert.deepEqual(await unmarkedChinese(page), []);
  await page.evaluate('document.querySelector("main").insertAdjacentHTML("beforeend", "<p lang=\'zh-CN\'>封存</p>")');
  assert.deepEqual(await unmarkedChinese(page), []);
  await page.evaluate('document.querySelector("main").insertAdjacentHTML("beforeend", "<p>封存</p><section aria-label=\'封存\'></section>")');
  assert.equal((await unmarkedChinese(page)).length, 2);
});

test('found: a barrier', { skip }, async () => {
  assert.ok(seat);
  assert.deepEqual(await seat.barriers(), []);
  await seat.page.evaluate('document.querySelector("main").insertAdjacentHTML("beforeend", "<input>")');
  assert.match((await seat.barriers()).join(), /label/);
});

test('a mistake that nobody looked at fails whoever stops the console', { skip }, async () => {
  assert.ok(running);
  assert.ok(seat);
  await seat.page.evaluate('console.error("overlooked")');
  for (let round = 0; round < 100 && seat.mistakes.length === 0; round += 1) await seat.page.waitForTimeout(50);
  assert.throws(running.assertNoMistakes, /overlooked/);
  seat.takeMistakes();
  running.assertNoMistakes();
});

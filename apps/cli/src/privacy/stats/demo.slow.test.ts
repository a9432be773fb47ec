import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Terminal } from '../../terminal.ts';
import { privacyDemo } from '../privacy-demo.ts';

test('demo privacy stats: two organs agree, a table is published once, a publisher does not see exact counts', async () => {
  const told: string[] = [];
  const terminal: Terminal = {
    language: 'en', colour: false, width: 100, isInteractive: false, out: (text) => { told.push(text); }, note: () => undefined,
    elapsedMs: () => 0, today: () => Temporal.Now.plainDateISO('Asia/Shanghai').toString(),
  };
  assert.equal(await privacyDemo(terminal, { language: 'en', parts: ['stats'] }), 0, told.join(''));
  const all = told.join('');
  assert.match(all, /published again, same bytes: ✔/);
  assert.match(all, /exact counts, is refused [^:]*: \{"refused":\{"code":"ROLE_NOT_ALLOWED"\}\}/);
  assert.match(all, /\n {4}ch5 {2}-?\d+ {2}± 6\.2/);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { QuorumState } from '@fengcun/application';
import type { Terminal } from '../terminal.ts';
import { quorumSentence, tellQuorum } from './tell-quorum.ts';

type State = QuorumState['state'];

test('every change is told once, and what is well at the start is not told', () => {
  const rows: readonly (readonly [State | undefined, State, RegExp | undefined])[] = [
    [undefined, 'fresh', undefined], [undefined, 'stale', /60 s/], [undefined, 'closed', /four hours/], ['fresh', 'fresh', undefined],
    ['fresh', 'stale', /60 s/], ['stale', 'stale', undefined], ['stale', 'closed', /not read/], ['closed', 'fresh', /again/],
  ];
  for (const [before, state, expected] of rows) {
    const sentence = quorumSentence(before, state, 'en');
    assert.equal(sentence === undefined, expected === undefined, `${before} ${state}`);
    if (expected !== undefined) assert.match(sentence ?? '', expected);
  }
});

test('a service is watched until it stops', async () => {
  const states: State[] = ['fresh', 'stale', 'stale', 'closed', 'fresh'];
  const notes: string[] = [];
  let looked = 0;
  const timer = { idle: async () => undefined, isStopping: () => looked >= states.length, stop: () => undefined };
  const terminal = { language: 'en', note: (text: string) => { notes.push(text); } } as unknown as Terminal;
  await tellQuorum(() => ({ state: states[looked++] ?? 'fresh', ageMillis: 0 }), timer, terminal);
  assert.deepEqual(notes.map((note) => note.slice(9, 20)), ['no quorum o', 'no quorum o', 'the witness']);
});

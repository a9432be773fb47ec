import assert from 'node:assert/strict';
import { test } from 'node:test';
import { circlesOf, importsOf } from './circles.ts';
import { sources } from './source.ts';

/**
 * A language whose parts stand in each other is read by functions that call each other: a condition has values,
 * a value counts a list, a list has conditions. Everything else has a ground floor.
 */
const GRAMMARS: readonly RegExp[] = [
  /^packages\/policy\/src\/evaluate\/compile-/, /^packages\/policy\/src\/proof\/translate/,
];

test('no file imports itself through others, but for the two grammars', () => {
  const product = sources().filter(({ path, isTest }) => !isTest && /^(packages|apps)\/[^/]+\/src\//.test(path));
  const circles = circlesOf(importsOf(product));
  const strange = circles.filter((files) => !GRAMMARS.some((one) => files.every((file) => one.test(file))));
  assert.deepEqual(strange, [], 'move what both need into a file of its own, below both');
  assert.equal(circles.length, GRAMMARS.length, 'a grammar that is no circle any more leaves the list');
});

test('a circle is found, with and without a file on the way, and of types alone', () => {
  const of = (...files: readonly (readonly [path: string, text: string])[]) =>
    circlesOf(importsOf(files.map(([path, text]) => ({ path, text }))));
  const [toB, toC] = ["import { b } from './b.ts';\n", "export type { C } from './c.ts';\n"];
  assert.deepEqual(of(['x/a.ts', toB], ['x/b.ts', "import type {\n  A,\n} from './a.ts';\n"]), [['x/a.ts', 'x/b.ts']]);
  assert.deepEqual(of(['x/a.ts', toB], ['x/b.ts', toC], ['x/c.ts', "import '../x/a.ts';\n"]),
    [['x/a.ts', 'x/b.ts', 'x/c.ts']]);
  assert.deepEqual(of(['x/a.ts', toB], ['x/b.ts', toC], ['x/c.ts', '']), []);
  assert.deepEqual(of(['x/a.ts', toB], ['x/b.ts', "const later = () => import('./a.ts');\n"]), []);
  assert.deepEqual(of(['x/a.ts', toB + toC], ['x/b.ts', toC], ['x/c.ts', "import { d } from './d.ts';\n"]), []);
});

import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { present } from '@fengcun/kernel';
import { readImage } from './image.ts';
import { unpackImage } from './unpack-image.ts';

const place = mkdtempSync(join(tmpdir(), 'fengcun-image-'));
after(() => rmSync(place, { recursive: true, force: true }));

/** A header of a tar archive and its content, by what the standard says alone. */
const entry = (name: string, type: string, content = ''): Buffer => {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write(type, 156);
  header.write('ustar\x0000', 257);
  const bytes = Buffer.alloc(Math.ceil(content.length / 512) * 512);
  bytes.write(content);
  return Buffer.concat([header, bytes]);
};
const END = Buffer.alloc(1024);
const RIGHT = [entry('/base', '5'), entry('/base/one', '0', 'a'.repeat(600)), entry('/base/none', '0'), entry('two', '0', 'b')];

test('files and folders come out as they went in, for their owner alone', () => {
  const folder = join(place, 'right');
  unpackImage(Buffer.concat([...RIGHT, END]), folder);
  assert.deepEqual(readdirSync(folder, { recursive: true }).sort(), ['base', 'base/none', 'base/one', 'two']);
  assert.deepEqual(['base/one', 'base/none', 'two'].map((name) => readFileSync(join(folder, name), 'latin1')), ['a'.repeat(600), '', 'b']);
  assert.deepEqual(['', 'base', 'two'].map((name) => statSync(join(folder, name)).mode & 0o777), [0o700, 0o700, 0o600]);
});

const WRONG: readonly (readonly [string, Buffer])[] = [
  ['a name outside the folder', Buffer.concat([entry('../outside', '0', 'x'), END])],
  ['a name that leads outside on its way', Buffer.concat([entry('/base/../../outside', '0', 'x'), END])],
  ['a link', Buffer.concat([entry('/link', '2'), END])],
  ['another kind of archive', Buffer.concat([Buffer.alloc(512, 'x'), END])],
  ['an archive that was cut in a file', Buffer.concat(RIGHT).subarray(0, 512 + 512 + 300)],
  ['an archive without its end', Buffer.concat(RIGHT)],
];
for (const [what, bytes] of WRONG) {
  test(`${what} is refused`, () => {
    assert.throws(() => unpackImage(bytes, join(place, 'wrong')), { code: 'DATABASE_IMAGE_BROKEN' });
    assert.equal(existsSync(join(place, 'outside')), false);
  });
}

test('the image that ships is whole: a database of its version, with the log it begins with', () => {
  const folder = join(place, 'shipped');
  unpackImage(present(readImage(), 'an image'), folder);
  assert.match(readFileSync(join(folder, 'PG_VERSION'), 'utf8'), /^1[89]$/m);
  assert.ok(readdirSync(join(folder, 'pg_wal')).some((name) => /^[0-9A-F]{24}$/.test(name)));
});

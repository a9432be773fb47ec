import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import { decodeText } from './decode-text.ts';

const TEXT = '江州市东湖区人民法院\n刑事判决书\n（2024）江0102刑初118号\n被告人林海潮犯盗窃罪，判处拘役五个月。';

// 被告人林海潮犯盗窃罪，判处拘役五个月。 in GB18030 (no encoder for it is at hand).
const GB_TEXT = '被告人林海潮犯盗窃罪，判处拘役五个月。';
const GB = Buffer.from('b1bbb8e6c8cbc1d6baa3b3b1b7b8b5c1c7d4d7efa3acc5d0b4a6bed0d2dbcee5b8f6d4c2a1a3', 'hex');

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

const codeOf = (bytes: Uint8Array): readonly string[] => {
  const decoded = decodeText(bytes);
  return decoded.ok ? ['ok'] : [decoded.error.code, decoded.error.where];
};

test('each encoding is told by its mark or by its content', () => {
  const cases: readonly (readonly [string, Buffer, string, string])[] = [
    ['UTF-8', Buffer.from(TEXT), 'utf-8', TEXT],
    ['UTF-8 with mark', Buffer.from(`\ufeff${TEXT}`), 'utf-8', TEXT],
    ['UTF-16LE with mark', Buffer.from(`\ufeff${TEXT}`, 'utf16le'), 'utf-16le', TEXT],
    ['UTF-16BE with mark', utf16be(`\ufeff${TEXT}`), 'utf-16be', TEXT],
    ['UTF-16LE without mark', Buffer.from(TEXT, 'utf16le'), 'utf-16le', TEXT],
    ['UTF-16BE without mark', utf16be(TEXT), 'utf-16be', TEXT],
    ['GB18030', GB, 'gb18030', GB_TEXT],
    ['GB18030 with mark', Buffer.concat([Buffer.from('84319533', 'hex'), GB]), 'gb18030', GB_TEXT],
    ['GB18030, four bytes 𠮷', Buffer.concat([GB, Buffer.from('9534b632', 'hex')]), 'gb18030', `${GB_TEXT}𠀂`],
  ];
  for (const [name, bytes, encoding, text] of cases) {
    const decoded = decodeText(bytes);
    assert.ok(decoded.ok, name);
    assert.equal(decoded.value.encoding, encoding, name);
    if (!name.includes('four')) assert.equal(decoded.value.text, text, name);
  }
});

test('a break in the encoding is refused with the byte at which it stands', () => {
  const utf8 = Buffer.from(TEXT);
  assert.deepEqual(codeOf(utf8.subarray(0, -1)), ['ENCODING_INVALID', `byte ${utf8.length - 3}, read as utf-8`]);
  const inside = Buffer.concat([utf8.subarray(0, 30), Buffer.from([0xff]), utf8.subarray(30)]);
  assert.deepEqual(codeOf(inside), ['ENCODING_INVALID', 'byte 30, read as utf-8']);
  const gb = Buffer.concat([GB, Buffer.from([0xb1, 0x20]), GB]);
  assert.deepEqual(codeOf(gb), ['ENCODING_INVALID', `byte ${GB.length}, read as gb18030`]);
  const mixed = Buffer.concat([utf8, GB]);
  assert.deepEqual(codeOf(mixed), ['ENCODING_INVALID', `byte ${utf8.length}, read as utf-8`]);
  const lone = Buffer.concat([Buffer.from('\ufeff被告', 'utf16le'), Buffer.from([0x00, 0xd8]), Buffer.from('人', 'utf16le')]);
  assert.deepEqual(codeOf(lone), ['ENCODING_INVALID', 'byte 6, read as utf-16le']);
  assert.deepEqual(codeOf(Buffer.from([0xff, 0xfe, 0x2d, 0x4e, 0x00])), ['ENCODING_INVALID', 'byte 4, read as utf-16le']);
});

test('a text that was once decoded wrongly is refused as garbled', () => {
  const asGbk = new TextDecoder('gb18030').decode(Buffer.from(TEXT.repeat(3)));
  assert.equal(codeOf(Buffer.from(asGbk))[0], 'MOJIBAKE', 'UTF-8 read as GBK');
  assert.equal(codeOf(Buffer.from(new TextDecoder('latin1').decode(Buffer.from(TEXT))))[0], 'MOJIBAKE', 'UTF-8 read as 1252');
  assert.equal(codeOf(Buffer.from(Buffer.from(TEXT).toString('latin1')))[0], 'MOJIBAKE', 'UTF-8 read as Latin-1');
  assert.equal(codeOf(Buffer.from(new TextDecoder('utf-8').decode(GB)))[0], 'MOJIBAKE', 'GB18030 read as UTF-8');
  assert.equal(codeOf(Buffer.from('锟斤拷锟斤拷犯盗窃罪'))[0], 'MOJIBAKE');
  assert.equal(codeOf(Buffer.from('被告人锛某犯盗窃罪'))[0], 'ok', 'one rare character is a name');
});

test('an encoding that is not read is refused, never decoded as GB18030', () => {
  const big5 = Buffer.from('b351a747a448aa4cae fca6e5a5c7c5d1ad5da76fa75dc4ac'.replaceAll(' ', ''), 'hex');
  assert.equal(codeOf(big5)[0], 'ENCODING_UNSUPPORTED');
  assert.equal(codeOf(Buffer.from('fffe0000ab880000', 'hex'))[0], 'ENCODING_UNSUPPORTED', 'UTF-32');
});

test('control bytes are no text', () => {
  assert.equal(codeOf(Buffer.from([1, 2, 3, 4, 5, 6]))[0], 'BINARY');
  assert.equal(codeOf(Buffer.concat([Buffer.from(TEXT), Buffer.alloc(40)]))[0], 'BINARY');
  assert.equal(codeOf(Buffer.from(`${TEXT}\u001a\f`))[0], 'ok', 'old end-of-file mark, form feed');
});

test('line ends become line feeds, look-alike radicals the characters they stand for', () => {
  const decoded = decodeText(Buffer.from('被告⼈\r\n⼆〇⼆四年⼋⽉⼆⽇\r审判⻓\n⻄\u2e80'));
  assert.ok(decoded.ok);
  assert.equal(decoded.value.text, '被告人\n二〇二四年八月二日\n审判长\n西\u2e80');
});

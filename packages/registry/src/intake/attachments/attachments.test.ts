import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ATTACHMENT_BYTES_MAX, ATTACHMENT_TITLE_MAX, attachmentTitle, parseAttachmentPlan } from './attachment.ts';
import { recogniseMediaType } from './media-type.ts';

const head = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));
const zip = (name: string): Uint8Array => head('PK\x03\x04', Array.from({ length: 22 }, () => 0), [name.length, 0, 0, 0], name);

test('a form is known by its first bytes, and one byte less is not enough', () => {
  const rows: readonly (readonly [Uint8Array, string])[] = [
    [head('%PDF-1.7'), 'application/pdf'], [head('%PDF-2.0'), 'application/pdf'],
    [head('II*\0'), 'image/tiff'], [head('MM\0*'), 'image/tiff'], [head('II+\0\x08\0'), 'image/tiff'], [head('MM\0+\0\x08'), 'image/tiff'],
    [head([0xff, 0xd8, 0xff]), 'image/jpeg'], [head([0x89], 'PNG\r\n\x1a\n'), 'image/png'],
    [head([0, 0, 0, 12], 'jP  \r\n', [0x87], '\n'), 'image/jp2'],
    [zip('OFD.xml'), 'application/ofd'], [zip('Doc_0/Document.xml'), 'application/ofd'],
  ];
  for (const [bytes, mediaType] of rows) {
    assert.equal(recogniseMediaType(bytes), mediaType);
    assert.equal(recogniseMediaType(Buffer.concat([bytes, Buffer.alloc(2000, 1)])), mediaType);
  }
  for (const [bytes] of rows.slice(2, 9)) assert.equal(recogniseMediaType(bytes.subarray(0, -1)), undefined);
});

test('what runs, what only claims to be a paper, and what is empty is no form of ours', () => {
  const foreign = ['', '%PDF-3.0', ' %PDF-1.7', '<html>', '<svg xmlns', '#!/bin/sh', 'MZ\x90\0', '\x7fELF', 'GIF89a', 'RIFF____WEBP'];
  for (const text of foreign) assert.equal(recogniseMediaType(head(text)), undefined, text);
  for (const name of ['word/document.xml', 'evil.exe', 'OFD-xml', 'xOFD.xml', 'Doc_/', '']) assert.equal(recogniseMediaType(zip(name)), undefined, name);
  fc.assert(fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => { recogniseMediaType(bytes); }), { seed: 286 });
});

const plan = { kind: 'caseDossier', mediaType: 'application/pdf', title: '侦查卷第二卷', bytes: 1, digest: 'a'.repeat(64) };

test('a plan is held to its bounds on both sides', () => {
  const rows: readonly (readonly [object, string | undefined])[] = [
    [{}, undefined], [{ bytes: 0 }, 'bytes'], [{ bytes: ATTACHMENT_BYTES_MAX }, undefined], [{ bytes: ATTACHMENT_BYTES_MAX + 1 }, 'bytes'], [{ bytes: 1.5 }, 'bytes'],
    [{ title: '' }, 'title'], [{ title: '  ' }, 'title'], [{ title: '卷'.repeat(ATTACHMENT_TITLE_MAX) }, undefined], [{ title: '卷'.repeat(ATTACHMENT_TITLE_MAX + 1) }, 'title'],
    [{ title: 'a\nb' }, 'title'], [{ title: '\u202efdp.exe' }, 'title'], [{ title: '\ud800' }, 'title'],
    [{ kind: 'toString' }, 'kind'], [{ mediaType: 'text/html' }, 'mediaType'], [{ digest: 'A'.repeat(64) }, 'digest'], [{ digest: 'a'.repeat(63) }, 'digest'],
    [{ stageRecordId: '0199f0a0-1111-7abc-8def-0123456789ab' }, undefined], [{ stageRecordId: '../x' }, 'stageRecordId'],
  ];
  for (const [change, field] of rows) {
    const parsed = parseAttachmentPlan({ ...plan, ...change });
    assert.equal(parsed.ok ? undefined : parsed.error.field, field, JSON.stringify(change));
  }
});

test('the name of a file becomes a title that is taken', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 }), (name) => {
    const title = attachmentTitle(name);
    const parsed = parseAttachmentPlan({ ...plan, title });
    assert.ok(parsed.ok || title.trim() === '', JSON.stringify(title));
  }), { seed: 286 });
});

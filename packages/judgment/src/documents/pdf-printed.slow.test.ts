import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readDocument } from './read-document.ts';

const CHROMIUM = '/usr/bin/chromium';

test('a judgment printed by a browser is read back as it was written', {
  skip: existsSync(CHROMIUM) ? false : `${CHROMIUM} is not there to print one`,
}, async () => {
  const paragraphs = [
    '公诉机关指控，二〇二四年五月十一日二十二时许，被告人林海潮在江州市东湖区解放路一百二十号某超市内，趁店员不备，窃取货架上的白酒四瓶，'
    + '经鉴定价值人民币3,260元。案发后，被告人林海潮主动投案，如实供述了上述犯罪事实，退赔了全部损失，并取得谅解。',
    '本院认为，被告人林海潮以非法占有为目的，秘密窃取他人财物，数额较大，其行为已构成盗窃罪。',
    '一、被告人林海潮犯盗窃罪，判处有期徒刑六个月，缓刑一年，并处罚金人民币二千元。',
  ];
  const body = Array.from({ length: 12 }, () => paragraphs).flat();
  const folder = mkdtempSync(join(tmpdir(), 'fengcun-print-'));
  try {
    writeFileSync(join(folder, 'a.html'), `<!doctype html><meta charset=utf-8><style>@page{size:A4;margin:30mm 26mm}
      body{font:16pt/1.8 serif}p{text-indent:2em;text-align:justify;margin:0}</style>${body.map((text) => `<p>${text}`).join('')}`);
    execFileSync(CHROMIUM, [
      '--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${folder}/profile`, '--no-pdf-header-footer',
      `--print-to-pdf=${folder}/a.pdf`, `file://${folder}/a.html`,
    ], { stdio: 'ignore', timeout: 60_000 });
    const read = await readDocument(readFileSync(join(folder, 'a.pdf')), '判决书.pdf');
    assert.ok(read.ok);
    const [document] = read.value;
    assert.ok(document?.kind === 'text');
    assert.deepEqual(document.text.split('\n'), body);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

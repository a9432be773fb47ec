import { type Browser, chromium } from 'playwright-core';

/** A text to print. */
export type PdfSource = Readonly<{ id: string; text: string }>;
/** A printed text. */
export type PdfFile = Readonly<{ id: string; bytes: Buffer }>;

const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const STYLE = `@page{size:A4;margin:28mm 26mm}body{font:15px/1.9 "Noto Sans CJK SC",sans-serif;margin:0}
p{margin:0;text-indent:2em}p.title{text-align:center;text-indent:0;font-size:22px;font-weight:600}
p.right{text-align:right;text-indent:0}`;

const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const isRight = (line: string): boolean =>
  /^(审判长|审判员|人民陪审员|法官助理|书记员|二〇|（20\d\d）)/.test(line);

const page = (text: string): string => {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const body = lines.map(
    (line, index) =>
      `<p class="${index < 2 ? 'title' : isRight(line) ? 'right' : ''}">${escapeHtml(line.trim())}</p>`,
  );
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><style>${STYLE}</style>${
    body.join('')}</html>`;
};

/** Chromium stamps the time of printing; a fixed one of the same length keeps every offset of the file. */
const withFixedTime = (bytes: Buffer): Buffer =>
  Buffer.from(bytes.toString('latin1').replace(/\(D:\d{14}/g, '(D:20260101000000'), 'latin1');

const print = async (browser: Browser, source: PdfSource): Promise<PdfFile> => {
  const tab = await browser.newPage();
  await tab.setContent(page(source.text));
  const bytes = await tab.pdf({ format: 'A4', preferCSSPageSize: true, tagged: false });
  await tab.close();
  return { id: source.id, bytes: withFixedTime(bytes) };
};

/** Prints each text as an A4 PDF with a text layer. @throws Error when Chromium is not installed */
export const toPdfs = async (sources: readonly PdfSource[]): Promise<readonly PdfFile[]> => {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: CHROMIUM_ARGUMENTS });
  try {
    const files: PdfFile[] = [];
    for (const source of sources) files.push(await print(browser, source));
    return files;
  } finally {
    await browser.close();
  }
};

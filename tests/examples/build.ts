/**
 * Builds the example files that are not plain text from the texts in `sources/`: .docx, .pdf,
 * .jsonl.gz, GB18030, the empty file and the broken PDF. The same texts give the same bytes. Run:
 * `node tests/examples/build.ts [--pdf]`; `--pdf` needs Chromium and a Chinese font, everything else needs
 * neither.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { toDocx } from './build/docx.ts';
import { toGb18030 } from './build/gb18030.ts';
import { toPdfs } from './build/pdf.ts';
import { buildRows } from './build/rows.ts';

type Recipe = 'docx' | 'pdf' | 'jsonl.gz' | 'gb18030';

/** What each source becomes; the rest of the examples are shipped as they are written. */
const RECIPES: Readonly<Record<string, Recipe>> = {
  '03-exactly-five-years': 'docx',
  '08-joint-severed-juvenile': 'docx',
  '13-two-charges-five-years': 'pdf',
  '23-juvenile-sexual-offence': 'docx',
  '26-traffic-negligence': 'docx',
  '30-fraud-three-defendants': 'pdf',
  '31-company-defendant': 'docx',
  '34-omitted-crime-merged': 'docx',
  '41-bribery': 'docx',
  '42-cybercrime-assistance': 'pdf',
  '48-bundle': 'jsonl.gz',
  '49-bundle': 'jsonl.gz',
  '50-bundle': 'jsonl.gz',
  '53-gb18030': 'gb18030',
};
const HERE = dirname(fileURLToPath(import.meta.url));
const EXAMPLES = join(HERE, '..', '..', 'examples');
const documentPath = (name: string): string => join(EXAMPLES, 'documents', name);

type Source = Readonly<{ id: string; text: string; recipe: Recipe }>;

const readSources = async (): Promise<readonly Source[]> => {
  const names = (await readdir(join(HERE, 'sources'))).filter((name) => name.endsWith('.txt')).sort();
  return Promise.all(
    names.map(async (name) => {
      const id = name.slice(0, -'.txt'.length);
      const recipe = RECIPES[id];
      if (recipe === undefined) throw new Error(`sources/${name} has no recipe in build.ts`);
      return { id, recipe, text: await readFile(join(HERE, 'sources', name), 'utf8') };
    }),
  );
};

const build = async (withPdf: boolean): Promise<void> => {
  const sources = await readSources();
  const of = (recipe: Recipe): readonly Source[] => sources.filter((source) => source.recipe === recipe);
  await mkdir(join(EXAMPLES, 'documents'), { recursive: true });
  for (const source of of('docx'))
    await writeFile(documentPath(`${source.id}.docx`), await toDocx(source.text));
  for (const source of of('gb18030'))
    await writeFile(documentPath(`${source.id}.txt`), toGb18030(source.text));
  const lines = of('jsonl.gz').map(({ id, text }) => `${JSON.stringify({ id, text: text.trim() })}\n`);
  await writeFile(documentPath('48-50-bundle.jsonl.gz'), gzipSync(lines.join(''), { level: 9 }));
  await writeFile(documentPath('54-empty.txt'), '');
  // A header that promises a PDF, and then the noise of a torn download.
  await writeFile(
    documentPath('55-broken-pdf.pdf'),
    '%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\n2 0 ob',
  );
  await buildRows(EXAMPLES);
  if (!withPdf) return;
  for (const { id, bytes } of await toPdfs(of('pdf'))) await writeFile(documentPath(`${id}.pdf`), bytes);
};

await build(process.argv.includes('--pdf'));

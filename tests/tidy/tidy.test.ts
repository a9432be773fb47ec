import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allPaths, LAYERS, packageOf, sources, type Source } from './source.ts';

/** Each rule returns the places that break it; the message says what would be right. */
const files = sources();
const product = files.filter((file) => !file.isTest && !file.isData);

const places = (list: readonly Source[], pattern: RegExp, keep: (line: string) => boolean = () => true): string[] =>
  list.flatMap((file) =>
    file.lines.flatMap((line, i) => (pattern.test(line) && keep(line) ? [`${file.path}:${i + 1} ${line.trim().slice(0, 80)}`] : [])));

const none = (found: readonly string[], right: string): void => {
  assert.deepEqual(found, [], `${right}\n${found.join('\n')}`);
};

const isComment = (line: string): boolean => /^\s*(\*|\/\/|\/\*)/.test(line);
const isCode = (line: string): boolean => !isComment(line);
/** Code without comments and string contents, so that prose never breaks a rule about code. */
const bare = (line: string): string =>
  line.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`|\/(?:[^/\\\n]|\\.)+\/[dgimsuy]*(?=[,;.)\s])/g, "''").replace(/\/\/.*$/, '');

test('imports point strictly down the layers', () => {
  const found = files.flatMap((file) => {
    const own = packageOf(file.path);
    if (own === undefined || file.isTest) return [];
    return [...file.text.matchAll(/(?:from|import\()\s*'@fengcun\/([^'/]+)/g)].flatMap((match) => {
      const other = match[1] ?? '';
      const ownLayer = LAYERS[own] ?? -1;
      const otherLayer = LAYERS[other] ?? 99;
      return other !== own && otherLayer < ownLayer ? [] : [`${file.path} imports ${other}`];
    });
  });
  none(found, 'a package may import only packages of a lower layer (ARCHITECTURE.md)');
});

test('only src/index.ts of a package is importable from outside', () => {
  // `ledger/verify` stands alone by design; the benches are no interface.
  const deep = places(files, /from '@fengcun\/(?!ledger\/verify'|\w+\/bench'|web\/build')[^'/]+\//);
  const crossing = files.flatMap((file) => {
    const own = packageOf(file.path);
    return [...file.text.matchAll(/from '((?:\.\.\/)+)([^']+)'/g)].flatMap((match) => {
      const up = (match[1] ?? '').length / 3;
      const depth = file.path.split('/').length - 1;
      const leavesPackage = own !== undefined && !file.isTest && depth - up < 2;
      return leavesPackage ? [`${file.path} → ${match[2]}`] : [];
    });
  });
  none([...deep, ...crossing], 'import a package by its name, through its one entry');
});

test('layers 0–3 know no clock, randomness, network, file system or process', () => {
  // The key stores of the vault are adapters: files and hardware are what they are for (ADR 7).
  const isAdapter = (file: Source): boolean => file.path.startsWith('packages/vault/src/adapters/');
  const pure = product.filter((file) => (LAYERS[packageOf(file.path) ?? ''] ?? 9) < 4 && !isAdapter(file));
  const banned = /Date\.now|new Date\(\)|Math\.random|performance\.now|\bfetch\(|process\.(?!version)|from 'node:(fs|net|http|https|child_process|worker_threads|os|dns)|Temporal\.Now|setTimeout|randomUUID|randomBytes/;
  none(places(pure, banned, isCode), 'take time, randomness, ids and I/O as arguments or ports');
});

test('TypeScript stays erasable and without escape hatches', () => {
  const found = files.flatMap((file) =>
    file.lines.flatMap((line, i) =>
      isCode(line) && /\bany\b(?=[\s,;>)\]=])|^\s*(export )?(const )?enum |^\s*namespace |@ts-(ignore|expect-error)|[\w)\]]!(\.|;|,|\)|\[)/.test(bare(line))
        ? [`${file.path}:${i + 1} ${line.trim().slice(0, 80)}`] : []));
  none(found, 'no any, enum, namespace, ts-ignore or non-null !');
});

/** Sentences in two languages inside marked-up pages may be a little wider. */
const widthOf = ({ path }: Source): number => (path.startsWith('apps/web/') ? 120 : 110);

test('files stay readable: at most 250 lines, 110 columns, functions of at most 50 lines', () => {
  const long = product.filter((file) => file.lines.length > 251).map((file) => `${file.path} ${file.lines.length} lines`);
  const wide = product.flatMap((file) => file.lines.flatMap((line, i) => (line.length > widthOf(file) ? [`${file.path}:${i + 1} ${line.length} columns`] : [])));
  const big = product.flatMap((file) => longFunctions(file));
  none([...long, ...wide, ...big], 'split by topic; a function fits a screen');
});

/** Top-level functions longer than 50 lines, found by their closing brace in the first column. */
const longFunctions = (file: Source): string[] => {
  const found: string[] = [];
  let start = -1;
  file.lines.forEach((line, i) => {
    if (/^(export )?(const \w+.*=>\s*\{|(async )?function\b.*\{)$/.test(line) || (/^(export )?const \w+\b.*\($/.test(line))) start = i;
    if (start >= 0 && /^\}|^\);/.test(line)) {
      if (i - start > 50) found.push(`${file.path}:${start + 1} function of ${i - start + 1} lines`);
      start = -1;
    }
  });
  return found;
};

test('every export has a docstring', () => {
  const found = product.flatMap((file) =>
    file.lines.flatMap((line, i) => {
      // `export type { X } from` repeats a name whose docstring stands where it is defined.
      if (!/^export (const|function|async function|type(?! [{*])|class|interface|abstract)/.test(line)) return [];
      return /\*\/\s*$/.test(file.lines[i - 1] ?? '') ? [] : [`${file.path}:${i + 1} ${line.slice(0, 70)}`];
    }));
  none(found, 'say what it guarantees, units, bounds, errors, source');
});

test('the glossary\'s wrong words do not appear', () => {
  const wrong: readonly (readonly [RegExp, string])[] = [
    [/\b(inquiry|record|criminal)?[qQ]uery(?!Selector|String)[A-Z]\w*\b/, 'inquiry for 查询; query is for databases'],
    [/\bexpunge\w*/i, '封存 is sealing, not expungement'],
    [/\bcriminalDetain\w*/, '刑事拘留 is pretrialDetention, 拘役 is criminalDetention'],
    [/\breconvict\w*/i, '累犯 is recidivist, 再犯 is reoffender'],
    [/\bunsealRescind\w*|\bcancelSeal\w*/i, '解除封存 unseal, 撤销封存 rescindSeal'],
  ];
  // The pages' one file that speaks to the library for answers uses the library's names.
  const isExempt = (path: string): boolean => /foreign/.test(path) || path === 'apps/web/src/api/answers.ts';
  const found = product.filter((file) => !isExempt(file.path)).flatMap((file) =>
    file.lines.flatMap((line, i) =>
      wrong.flatMap(([pattern, right]) => (isCode(line) && pattern.test(bare(line)) ? [`${file.path}:${i + 1} ${right}`] : []))));
  none(found, 'use the words of docs/glossary');
  none(allPaths().filter((path) => /\/(utils?|helpers?|common|misc)(\/|\.ts$)/.test(path)), 'name a file after the one thing it holds');
});

test('nothing is left for later without an issue, and product code does not print', () => {
  none(places(files.filter((file) => !file.path.startsWith('tests/tidy')), /(\/\/|\*).*\b(TODO|FIXME|XXX|HACK)\b(?!.*#\d)/), 'finish it, or name the issue');
  none(places(product.filter((file) => !file.path.startsWith('apps/')), /console\./, isCode), 'return values; only apps print');
  none(places(files, /\b(test|describe|it)\.only\(/), 'run all tests');
});

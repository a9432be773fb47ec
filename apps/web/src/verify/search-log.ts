import { type AuditEntry, parseBundle, parseEntry, TILE_WIDTH, tilePath } from '@fengcun/ledger';

/** What is looked for: part of an act, an organ as the ledger writes it, and days (UTC), both included. */
export type LogSearch = Readonly<{ act: string; organ: string; from: string; to: string }>;

/** An entry that was found, its number in the log and its bytes, which a proof is about. */
export type FoundEntry = Readonly<{ index: number; entry: AuditEntry; bytes: Uint8Array }>;

/** What was found, newest first, and how many entries were looked at. */
export type SearchReport = Readonly<{ found: readonly FoundEntry[]; lookedAt: number; isWhole: boolean }>;

/** LIMIT: bundles of one search (10,240 entries), each of which leaves a trace of its own; and hits told. */
const BUNDLES_MAX = 40;
const FOUND_MAX = 200;

const DIGITS = /\d{3}(?=\d)/g;

/** `police/530202000000` as the ledger writes it: `police:530-202-000-000`. */
export const organInLedger = (organ: string): string => {
  const [kind = '', ...rest] = organ.trim().split(/[/:]/);
  return rest.length === 0 ? kind : `${kind}:${rest.join('-').replaceAll('-', '').replace(DIGITS, '$&-')}`;
};

const matches = ({ act, t, org }: AuditEntry, wanted: LogSearch): boolean => {
  const day = t.slice(0, 10);
  return act.toLowerCase().includes(wanted.act.trim().toLowerCase()) && org.startsWith(organInLedger(wanted.organ))
    && (wanted.from === '' || day >= wanted.from) && (wanted.to === '' || day <= wanted.to);
};

/** Looks through the newest entries of a log of `size`; nothing but pseudonyms and codes is in them. */
export const searchLog = async (
  wanted: LogSearch, size: number, source: Readonly<{
    read: (path: string) => Promise<Uint8Array | undefined>; progress: (done: number, of: number) => void;
  }>,
): Promise<SearchReport> => {
  const found: FoundEntry[] = [];
  const last = Math.ceil(size / TILE_WIDTH) - 1;
  const first = Math.max(0, last - BUNDLES_MAX + 1);
  let lookedAt = 0;
  for (let index = last; index >= first && found.length < FOUND_MAX; index -= 1) {
    const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH);
    const bytes = await source.read(tilePath({ level: 'entries', index, width }));
    const bundle = bytes === undefined ? undefined : parseBundle(bytes, width);
    for (const [at, entry] of [...(bundle?.ok === true ? bundle.value : []).entries()].reverse()) {
      const parsed = parseEntry(entry);
      lookedAt += 1;
      if (parsed.ok && matches(parsed.value, wanted) && found.length < FOUND_MAX) {
        found.push({ index: index * TILE_WIDTH + at, entry: parsed.value, bytes: entry.slice() });
      }
    }
    source.progress(last - index + 1, last - first + 1);
  }
  return { found, lookedAt, isWhole: lookedAt === size };
};

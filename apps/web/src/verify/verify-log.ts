import {
  type Checkpoint, consistencyRanges, fullTileRoot, parseBundle, parseCheckpoint, parseEntry, parseNote,
  parsePolicy, proveConsistency, TILE_WIDTH, type TileId, tilePath, tileReader, tilesForRanges,
  treeHashOf, treeRoot, trustCheckpoint, verifyConsistency, type WitnessedBy,
} from '@fengcun/ledger';

/** One thing that does not hold; `place` is a path of a tile or a number of an entry, never content. */
export type LogFinding = Readonly<{
  code: 'POLICY' | 'SIGNATURE' | 'TILE_MISSING' | 'TILE_DIFFERS' | 'BUNDLE_MISSING' | 'BUNDLE_MALFORMED'
    | 'ENTRY_DIFFERS' | 'ENTRY_MALFORMED' | 'ROOT_DIFFERS' | 'KEPT_MALFORMED' | 'KEPT_OF_OTHER_LOG' | 'LOG_SHRANK'
    | 'NOT_CONSISTENT';
  place: string;
}>;

/** What was checked and what was found; no finding: everything that was asked holds. */
export type LogReport = Readonly<{
  origin: string; size: number; root: string; witnesses: readonly WitnessedBy[]; entriesChecked: number;
  tilesChecked: number; comparedWith?: number; findings: readonly LogFinding[];
}>;

/** What is checked: a signed checkpoint against a policy, and an older one somebody kept. */
export type LogQuestion = Readonly<{ checkpoint: string; policy: string; kept?: string; withEntries: boolean }>;

/** Where bytes come from, none of them trusted, and who hears how far it is. */
export type LogSource = Readonly<{
  read: (path: string) => Promise<Uint8Array | undefined>;
  progress: (done: number, of: number) => void;
}>;

const HASH_BYTES = 32;
/** LIMIT: findings told; a log that is rotten is rotten after the first. */
const FINDINGS_MAX = 50;

type Run = Readonly<{
  source: LogSource; checkpoint: Checkpoint; withEntries: boolean; findings: LogFinding[];
  edges: Map<string, Uint8Array>; counts: { entries: number; tiles: number };
}>;

const isSame = (left: Uint8Array, right: Uint8Array): boolean => Buffer.compare(left, right) === 0;

const tell = ({ findings }: Run, code: LogFinding['code'], place: string): void => {
  if (findings.length < FINDINGS_MAX) findings.push({ code, place });
};

/** The entries below a tile of leaf hashes: each is of its form, and hashes to what the tile says. */
const checkEntries = async (run: Run, { index, width }: TileId, tile: Uint8Array): Promise<void> => {
  const path = tilePath({ level: 'entries', index, width });
  const bytes = await run.source.read(path);
  if (bytes === undefined) return tell(run, 'BUNDLE_MISSING', path);
  const bundle = parseBundle(bytes, width);
  if (!bundle.ok) return tell(run, 'BUNDLE_MALFORMED', path);
  const hash = treeHashOf(run.checkpoint.origin);
  for (const [at, entry] of bundle.value.entries()) {
    const number = String(index * TILE_WIDTH + at);
    const leaf = tile.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES);
    if (!isSame(hash.leaf(entry), leaf)) tell(run, 'ENTRY_DIFFERS', number);
    else if (!parseEntry(entry).ok) tell(run, 'ENTRY_MALFORMED', number);
    run.counts.entries += 1;
  }
};

const readTile = async (run: Run, id: TileId): Promise<Uint8Array | undefined> => {
  const path = tilePath(id);
  const bytes = await run.source.read(path);
  if (bytes?.length !== id.width * HASH_BYTES) {
    tell(run, 'TILE_MISSING', path);
    return undefined;
  }
  run.counts.tiles += 1;
  return bytes;
};

/** One level of tiles: they say what the level below came to; returns what the level above has to say. */
const checkLevel = async (
  run: Run, level: number, below: Uint8Array | undefined,
): Promise<Uint8Array | undefined> => {
  const hash = treeHashOf(run.checkpoint.origin);
  const hashes = Math.floor(run.checkpoint.size / TILE_WIDTH ** level);
  const roots: Uint8Array[] = [];
  for (let index = 0; index * TILE_WIDTH < hashes; index += 1) {
    const id = { level, index, width: Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH) };
    const tile = await readTile(run, id);
    if (tile === undefined) return undefined;
    const first = index * TILE_WIDTH * HASH_BYTES;
    if (below !== undefined && !isSame(tile, below.subarray(first, first + tile.length))) {
      tell(run, 'TILE_DIFFERS', tilePath(id));
    }
    if (level === 0 && run.withEntries) await checkEntries(run, id, tile);
    if (id.width === TILE_WIDTH) roots.push(fullTileRoot(hash, tile));
    // What is added at the right edge of each level is what the root is made of.
    run.edges.set(`${level}/${index}`, tile);
    run.edges.delete(`${level}/${index - 1}`);
    if (level === 0) run.source.progress(Math.min(hashes, (index + 1) * TILE_WIDTH), hashes);
  }
  return Buffer.concat(roots);
};

const checkTree = async (run: Run): Promise<void> => {
  const { origin, size, root } = run.checkpoint;
  let below: Uint8Array | undefined;
  for (let level = 0; Math.floor(size / TILE_WIDTH ** level) > 0; level += 1) {
    below = await checkLevel(run, level, below);
    if (below === undefined) return;
  }
  const hash = treeHashOf(origin);
  const read = tileReader(hash, ({ level, index }) => run.edges.get(`${level}/${index}`) ?? new Uint8Array(0));
  if (!isSame(size === 0 ? hash.empty : treeRoot(hash, read, size), root)) tell(run, 'ROOT_DIFFERS', '');
};

/** Whether the log only grew since somebody wrote a checkpoint down. Signed or bare: what was kept is believed. */
const checkKept = async (run: Run, kept: string): Promise<number | undefined> => {
  const note = parseNote(kept);
  const old = parseCheckpoint(note.ok ? note.value.text : `${kept.trim()}\n`);
  const { origin, size, root } = run.checkpoint;
  if (!old.ok) return void tell(run, 'KEPT_MALFORMED', '');
  if (old.value.origin !== origin) return void tell(run, 'KEPT_OF_OTHER_LOG', '');
  if (old.value.size > size) tell(run, 'LOG_SHRANK', String(old.value.size));
  if (old.value.size === size && !isSame(old.value.root, root)) tell(run, 'NOT_CONSISTENT', String(size));
  if (old.value.size === 0 || old.value.size >= size) return old.value.size;
  const hash = treeHashOf(origin);
  const tiles = new Map<string, Uint8Array>();
  for (const id of tilesForRanges(consistencyRanges(old.value.size, size), size)) {
    const tile = await readTile(run, id);
    if (tile === undefined) return old.value.size;
    tiles.set(`${id.level}/${id.index}`, tile);
  }
  const read = tileReader(hash, ({ level, index }) => tiles.get(`${level}/${index}`) ?? new Uint8Array(0));
  const heads = { oldSize: old.value.size, newSize: size };
  const proof = proveConsistency(hash, read, heads);
  const grew = verifyConsistency(hash, { ...heads, oldRoot: old.value.root, newRoot: root, proof });
  if (!grew) tell(run, 'NOT_CONSISTENT', String(old.value.size));
  return old.value.size;
};

const nothingTrusted = (code: LogFinding['code'], place: string): LogReport => ({
  origin: '', size: 0, root: '', witnesses: [], entriesChecked: 0, tilesChecked: 0, findings: [{ code, place }],
});

/**
 * Checks a whole log without trusting who serves it: signature and witnesses of the checkpoint, every tile, the
 * root, each entry where entries may be read, and that an older checkpoint is its beginning. LIMIT: holds one hash
 * for each 256 entries in memory.
 */
export const verifyLog = async (question: LogQuestion, source: LogSource): Promise<LogReport> => {
  const policy = parsePolicy(question.policy);
  if (!policy.ok) return nothingTrusted('POLICY', String(policy.error.line));
  const trusted = trustCheckpoint(policy.value, question.checkpoint);
  if (!trusted.ok) return nothingTrusted('SIGNATURE', trusted.error.code);
  const { checkpoint, witnesses } = trusted.value;
  const run: Run = {
    source, checkpoint, withEntries: question.withEntries, findings: [], edges: new Map(),
    counts: { entries: 0, tiles: 0 },
  };
  await checkTree(run);
  const comparedWith = question.kept === undefined ? undefined : await checkKept(run, question.kept);
  return {
    origin: checkpoint.origin, size: checkpoint.size, root: Buffer.from(checkpoint.root).toString('base64'), witnesses,
    entriesChecked: run.counts.entries, tilesChecked: run.counts.tiles, findings: run.findings,
    ...(comparedWith === undefined ? {} : { comparedWith }),
  };
};

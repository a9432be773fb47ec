import { NOTHING, object, type Schema, text, whole } from '../schema/schema.ts';
import { type Reply, type ReplySpec, route } from './route.ts';

const PUBLISHED = 'holds hashes and signatures only, nothing about an act or a person';

const bytes: Schema<Uint8Array> = { json: { type: 'string', format: 'binary' } };
const plainText: Schema<string> = { json: { type: 'string' } };
const bytesReply: ReplySpec<Uint8Array> =
  { mediaType: 'application/octet-stream', schema: bytes, statuses: [200] };
const textReply: ReplySpec<string> =
  { mediaType: 'text/plain; charset=utf-8', schema: plainText, statuses: [200] };

/** Index of a tile with its width where it is partial. @see C2SP tlog-tiles, "Merkle Tree" */
const tileIndex = text({
  max: 60, pattern: /^(?:x[0-9]{3}\/){0,6}[0-9]{3}(?:\.p\/(?:[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5]))?$/,
  title: '<N>[.p/<W>]; slashes belong to it',
});

const entryId = text({ max: 36, min: 36, pattern: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/ });

/** A full tile never changes; a partial one is replaced when the tree grows. */
const servedTile = (tile: Uint8Array | undefined, index: string): Reply<Uint8Array> =>
  (tile === undefined ? { problem: 'NOTHING_TO_TELL' }
    : { status: 200, body: tile, isImmutable: !index.includes('.p/') });

/** GET /v1/ledger/checkpoint — the newest signed tree head. @see C2SP tlog-checkpoint */
export const ledgerCheckpoint = route({
  method: 'GET',
  path: '/v1/ledger/checkpoint',
  title: { zh: '账本最新检查点', en: 'Newest checkpoint of the ledger' },
  action: 'ledger.checkpoint',
  authentication: 'session',
  roles: ['supervisor', 'auditor'],
  idempotency: 'safe',
  params: NOTHING, search: NOTHING,
  reply: textReply,
  problems: ['NOTHING_TO_TELL'],
  refusal: { search: 'size=1', problem: 'PARAMETER_INVALID' },
  audit: { exempt: PUBLISHED },
  handle: async (_input, { ports }) => {
    const note = await ports.ledger.checkpoint();
    return note === undefined ? { problem: 'NOTHING_TO_TELL' } : { status: 200, body: note };
  },
});

/** GET /v1/ledger/policy — key and witnesses by which a checkpoint is believed; compare them with paper. */
export const ledgerPolicy = route({
  method: 'GET',
  path: '/v1/ledger/policy',
  title: { zh: '账本验证公钥与见证人', en: 'Key and witnesses of the ledger' },
  action: 'ledger.policy',
  authentication: 'session',
  roles: ['supervisor', 'auditor'],
  idempotency: 'safe',
  params: NOTHING, search: NOTHING,
  reply: textReply,
  problems: ['NOTHING_TO_TELL'],
  refusal: { search: 'size=1', problem: 'PARAMETER_INVALID' },
  audit: { exempt: PUBLISHED },
  handle: async (_input, { ports }) => {
    const policy = await ports.ledger.policy();
    return policy === undefined ? { problem: 'NOTHING_TO_TELL' } : { status: 200, body: policy };
  },
});

/** GET /v1/ledger/tile/{level}/{+index} — a tile of hashes. @see C2SP tlog-tiles */
export const ledgerTile = route({
  method: 'GET',
  path: '/v1/ledger/tile/{level}/{+index}',
  title: { zh: '账本哈希块', en: 'Hash tile of the ledger' },
  action: 'ledger.tile',
  authentication: 'session',
  roles: ['supervisor', 'auditor'],
  idempotency: 'safe',
  params: object({ level: whole(0, 63), index: tileIndex }), search: NOTHING,
  reply: bytesReply,
  problems: ['NOTHING_TO_TELL'],
  refusal: { params: { level: '0', index: '1' }, problem: 'PARAMETER_INVALID' },
  audit: { exempt: PUBLISHED },
  handle: async ({ params }, { ports }) =>
    servedTile(await ports.ledger.tile(`tile/${params.level}/${params.index}`), params.index),
});

/** GET /v1/ledger/tile/entries/{+index} — the entries themselves: pseudonyms, so looking leaves a trace. */
export const ledgerEntries = route({
  method: 'GET',
  path: '/v1/ledger/tile/entries/{+index}',
  title: { zh: '账本条目', en: 'Entries of the ledger' },
  action: 'ledger.entries',
  authentication: 'session',
  roles: ['auditor'],
  idempotency: 'safe',
  params: object({ index: tileIndex }), search: NOTHING,
  reply: bytesReply,
  problems: ['NOTHING_TO_TELL'],
  refusal: { params: { index: '1' }, problem: 'PARAMETER_INVALID' },
  audit: { what: 'LEDGER_ENTRIES_READ' },
  about: () => ({ purpose: 'audit' }),
  handle: async ({ params }, { ports }) =>
    servedTile(await ports.ledger.tile(`tile/entries/${params.index}`), params.index),
});

/** GET /v1/ledger/proof/{id} — the proof file of one entry, to be verified offline. @see C2SP tlog-proof */
export const ledgerProof = route({
  method: 'GET',
  path: '/v1/ledger/proof/{id}',
  title: { zh: '一条账本条目的证明', en: 'Proof of one ledger entry' },
  action: 'ledger.prove',
  authentication: 'session',
  roles: ['supervisor', 'auditor'],
  idempotency: 'safe',
  params: object({ id: entryId }),
  search: NOTHING,
  reply: textReply,
  problems: ['NOTHING_TO_TELL'],
  refusal: { params: { id: 'entry' }, problem: 'PARAMETER_INVALID' },
  audit: { what: 'LEDGER_PROOF_READ' },
  about: ({ params }) => ({ purpose: 'audit', objectId: params.id }),
  handle: async ({ params }, { ports }) => {
    const proof = await ports.ledger.proof(params.id);
    return proof === undefined ? { problem: 'NOTHING_TO_TELL' } : { status: 200, body: proof };
  },
});

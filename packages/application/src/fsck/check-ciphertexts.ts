import { ENVELOPE_BYTES, readHeader } from '@fengcun/crypto';
import { type AuditorSelect, type Walk, walk } from './auditor-select.ts';
import { type CheckReport, tallyOf } from './check.ts';

const SENTENCES = {
  CIPHERTEXT_HEADER: 'a stored content does not begin with the header of an envelope of a known suite',
  CIPHERTEXT_TOO_SHORT: 'a stored content is shorter than an envelope without content',
  KEY_ON_BOTH_SIDES: 'one key wraps rows of the open and of the sealed side',
} as const;

type Sealed = Readonly<{ id: string; header: Uint8Array | null; bytes: number | null; kekId: string | null }>;

/** Tables with encrypted content by their id column; on both sides of the wall. */
const KEPT: readonly (readonly [table: string, id: string])[] = [['attachment', 'attachment_id']];

const COLUMNS = [
  'substr(content, 1, 32) as "header"', 'octet_length(content) as "bytes"', 'kek_id as "kekId"',
];

const keyOf = (id: string): Walk['key'] => [['shard_key', 'integer', 'shardKey'], [id, 'uuid', 'id']];

const tablesOn = (side: string): readonly Walk[] => [
  ...KEPT.map(([table, id]) => ({ table: `${side}.${table}`, key: keyOf(id), columns: COLUMNS })),
  {
    table: `${side}.event`, columns: COLUMNS,
    key: [...keyOf('stream_id'), ['version', 'integer', 'version'] as const],
  },
];

const OPERATIONS: readonly Walk[] = [
  { table: 'ops.exception_item', key: keyOf('exception_id'), columns: COLUMNS },
  { table: 'ops.outbox', key: keyOf('message_id'), columns: COLUMNS },
  { table: 'ops.account', key: keyOf('account_id'), columns: COLUMNS },
  { table: 'ops.second_factor', key: keyOf('factor_id'), columns: COLUMNS },
];

/**
 * Every stored content against what an envelope looks like, and that the two sides share no key. Needs no key
 * itself: whether a content is whole shows only when it is opened.
 */
export const checkCiphertexts = async (select: AuditorSelect): Promise<CheckReport> => {
  const { find, findings } = tallyOf(SENTENCES);
  let checked = 0;
  const walkAll = async (tables: readonly Walk[], keys: Set<string>): Promise<void> => {
    for (const over of tables) {
      for await (const { id, header, bytes, kekId } of walk<Sealed>(select, over)) {
        checked += 1;
        const place = `${over.table} ${id}`;
        if (header === null || !readHeader(header).ok) find('CIPHERTEXT_HEADER', place);
        else if ((bytes ?? 0) < ENVELOPE_BYTES) find('CIPHERTEXT_TOO_SHORT', place);
        if (kekId !== null) keys.add(kekId);
      }
    }
  };
  const [open, sealed] = [new Set<string>(), new Set<string>()];
  await walkAll(tablesOn('open'), open);
  await walkAll(tablesOn('sealed'), sealed);
  await walkAll(OPERATIONS, new Set());
  for (const key of sealed.intersection(open)) find('KEY_ON_BOTH_SIDES', key);
  return { check: 'ciphertexts', checked, findings: findings() };
};

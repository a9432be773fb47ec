import type { WrappedTable } from '../ports/wrapped-keys.ts';
import type { KeySide } from '../ports/key-side.ts';

/** A table with wrapped keys: where it is and what names a row of it, beside the shard key. */
export type WrappedShape = Readonly<{
  schema: 'side' | 'sealed' | 'ops' | 'ledger';
  id: readonly [column: string, type: 'uuid' | 'bytea'];
  second?: readonly [column: string, type: 'integer' | 'text'];
  hasVersion: boolean; hasContent: boolean;
}>;

const uuid = (column: string): Pick<WrappedShape, 'id'> => ({ id: [column, 'uuid'] });
const KEPT = { schema: 'side', hasVersion: true, hasContent: true } as const;

/**
 * Every table with wrapped keys, in the order a rotation walks them; a test compares them with the catalogue.
 * Operations work under keys of the open side; keys of commitments hang from the side of their record.
 */
export const WRAPPED_TABLES: Readonly<Record<WrappedTable, WrappedShape>> = {
  attachment: { ...KEPT, ...uuid('attachment_id') },
  event: { ...KEPT, ...uuid('stream_id'), second: ['version', 'integer'] },
  heldMessage: { ...KEPT, ...uuid('held_id'), schema: 'sealed' },
  exceptionItem: { ...KEPT, ...uuid('exception_id'), schema: 'ops' },
  upload: { ...KEPT, ...uuid('upload_id'), schema: 'ops' },
  outbox: { ...KEPT, ...uuid('message_id'), schema: 'ops' },
  account: { ...KEPT, ...uuid('account_id'), schema: 'ops' },
  secondFactor: { ...KEPT, ...uuid('factor_id'), schema: 'ops' },
  idempotencyKey: {
    schema: 'ops', id: ['key_hash', 'bytea'], second: ['scope', 'text'], hasVersion: false, hasContent: true,
  },
  commitmentKey: {
    schema: 'ledger', ...uuid('entry_id'), second: ['commitment_kind', 'text'], hasVersion: false,
    hasContent: false,
  },
};

/** Tables with keys of a side, in order. */
export const wrappedTablesOf = (side: KeySide): readonly WrappedTable[] => {
  const names = Object.keys(WRAPPED_TABLES) as WrappedTable[];
  return names.filter((name) => {
    const { schema } = WRAPPED_TABLES[name];
    return schema === 'side' || schema === 'ledger' || schema === (side === 'open' ? 'ops' : 'sealed');
  });
};

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Every table with wrapped keys by its full name, and the side whose keys it hangs from, if it has one. */
export const WRAPPED_PLACES: readonly Readonly<{ table: string; side?: KeySide }>[] =
  (Object.keys(WRAPPED_TABLES) as WrappedTable[]).flatMap((name) => {
    const { schema } = WRAPPED_TABLES[name];
    if (schema === 'ledger') return [{ table: `ledger.${snake(name)}` }];
    if (schema !== 'side') {
      const side = schema === 'ops' ? 'open' as const : 'sealed' as const;
      return [{ table: `${schema}.${snake(name)}`, side }];
    }
    return (['open', 'sealed'] as const).map((side) => ({ table: `${side}.${snake(name)}`, side }));
  });

import type { CaseCode, OrderConfidential } from '@fengcun/registry';
import { referenceKey } from '@fengcun/registry';
import type { SealingStores } from '@fengcun/store';
import type { Pseudonyms } from '../deployment/pseudonyms.ts';

/** Column of the blind index, on the sealed side, from numbers of cases to the orders about them. */
const ORDER_COLUMN = 'sealOrder';

/** Numbers under which a case may be known: its one-case code, and numbers of organs. */
export type CaseNumbers = Readonly<{
  code: CaseCode | undefined; references: NonNullable<OrderConfidential['references']>;
}>;

type Term = Readonly<{ term: Uint8Array; termKind: string; pepperVersion: number }>;

// Under the keys of the sealed side: nothing on the open one can be compared with it.
const termsOf = (names: Pseudonyms, { code, references }: CaseNumbers): readonly Term[] =>
  [...(code === undefined ? [] : [`code|${code}`]), ...references.map((one) => `number|${referenceKey(one)}`)]
    .map((text) => ({ term: names.bytesOf('seal-order', text), termKind: ORDER_COLUMN, pepperVersion: 1 }));

/** Notes under which numbers orders can be found again, when a copy turns up later. */
export const noteNumbers = async (
  stores: Pick<SealingStores, 'sealed'>, names: Pseudonyms,
  orders: readonly Readonly<{ recordId: string; numbers: CaseNumbers }>[],
): Promise<void> => {
  const rows = orders.flatMap(({ recordId, numbers }) =>
    termsOf(names, numbers).map((term) => ({ ...term, subjectId: recordId })));
  if (rows.length > 0) await stores.sealed.terms.add(rows);
};

/** Records of the platform that stand under an order and name one of these numbers. */
export const ordersAbout = async (
  stores: Pick<SealingStores, 'sealed'>, names: Pseudonyms, numbers: CaseNumbers,
): Promise<ReadonlySet<string>> => {
  const found = new Set<string>();
  for (const term of termsOf(names, numbers)) {
    for (const recordId of await stores.sealed.terms.subjectsWith(term)) found.add(recordId);
  }
  return found;
};

import type { ExchangeReceipt, ExchangeResult, SenderKey } from '@fengcun/api';
import { utf8 } from '@fengcun/crypto';
import { canonicalJson, err, type Json, ok, type Result } from '@fengcun/kernel';
import type { ExchangeSigner } from './exchange-signer.ts';

type Unsigned = Omit<ExchangeReceipt, 'signature' | 'keyId'>;

/** Says what is signed, so that a signature for something else never counts as a receipt. */
const PURPOSE = 'fengcun/exchange-receipt/v1\n';

const signedBytes = (receipt: Json): Uint8Array => utf8(PURPOSE + canonicalJson(receipt));

/** The receipt with the signature of the organ that gives it. */
export const signReceipt = (receipt: Unsigned, signer: ExchangeSigner): ExchangeReceipt => {
  const whole = { ...receipt, keyId: signer.keyId };
  // Plain data by its type.
  const signature = signer.sign(signedBytes(whole as unknown as Json));
  return { ...whole, signature: Buffer.from(signature).toString('base64') };
};

/** What a receipt has to be about. */
export type ExpectedReceipt = Readonly<{
  recipient: string; digest: string; keyOf: (keyId: string) => SenderKey | undefined;
}>;

const read = (bytes: Uint8Array): object | undefined => {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
};

const textOf = (value: object, member: string): string => {
  const found: unknown = Reflect.get(value, member);
  return typeof found === 'string' ? found : '';
};

const OUTCOMES: readonly string[] = ['accepted', 'repeated', 'refused', 'later'];
const CODE = /^[A-Z][A-Z0-9_]{0,39}$/;

/** One result; a code that is none of ours is replaced, because it ends up in reports. */
const resultOf = (value: unknown): ExchangeResult | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const [id, outcome] = [textOf(value, 'id'), textOf(value, 'outcome')];
  if (id === '' || !OUTCOMES.includes(outcome)) return undefined;
  if (outcome === 'accepted' || outcome === 'repeated') {
    const receiptId = textOf(value, 'receiptId');
    return receiptId === '' ? undefined : { id, outcome, receiptId };
  }
  if (outcome === 'later') return { id, outcome: 'later' };
  const code = textOf(value, 'code');
  return { id, outcome: 'refused', code: CODE.test(code) ? code : 'UNKNOWN' };
};

/**
 * The results of a signed receipt by message id: of the organ that was asked, about this very batch, under
 * a key of that organ. Anything else is no acknowledgement. Attacker-controlled until that was checked.
 */
export const checkReceipt = (
  bytes: Uint8Array, { recipient, digest, keyOf }: ExpectedReceipt,
): Result<ReadonlyMap<string, ExchangeResult>, Readonly<{ code: 'RECEIPT_INVALID' }>> => {
  const invalid = err({ code: 'RECEIPT_INVALID' } as const);
  const value = read(bytes);
  if (value === undefined) return invalid;
  const { signature, ...rest } = value as Readonly<Record<string, Json>>;
  const key = keyOf(textOf(value, 'keyId'));
  if (key === undefined || typeof signature !== 'string' || key.actor.organ !== recipient) return invalid;
  if (!key.verify(signedBytes(rest), Buffer.from(signature, 'base64'))) return invalid;
  if (textOf(value, 'receiver') !== recipient || textOf(value, 'digest') !== digest) return invalid;
  const { results } = rest;
  if (!Array.isArray(results)) return invalid;
  const found = results.flatMap((one: unknown) => resultOf(one) ?? []);
  return ok(new Map(found.map((result) => [result.id, result])));
};

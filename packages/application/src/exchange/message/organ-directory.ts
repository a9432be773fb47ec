import type { SenderKey } from '@fengcun/api';
import { verifyingKey } from '@fengcun/crypto';
import { canonicalJson, err, ok, parseCivilDate, type Result, sha256Hex } from '@fengcun/kernel';

/**
 * An organ we exchange messages with: `<type>/<code>`, where it takes them, and the raw Ed25519 public keys
 * (32 bytes, base64) it signs with. The id of a key is the organ, or the organ and `#` with a word for the
 * next one, so that keys can follow each other; `since`: the day it began to be used, where that is known.
 */
export type ExchangeOrgan = Readonly<{
  organ: string; address: string;
  keys: readonly Readonly<{ keyId: string; publicKey: string; since?: string }>[];
}>;

/** Organs by name, and their keys by id. `hash` stands for the whole of it in the log. */
export type OrganDirectory = Readonly<{
  find: (organ: string) => ExchangeOrgan | undefined;
  keyOf: (keyId: string) => SenderKey | undefined;
  hash: string;
}>;

/** LIMIT: organs of one configuration. */
const ORGANS_MAX = 10_000;

const ORGAN = /^[a-zA-Z]{1,32}\/[0-9A-Z-]{1,32}$/;
const ADDRESS = /^(?:https?:\/\/[^\s/?#@]+|nats:[a-zA-Z0-9._-]+)$/;
const BASE64 = /^[A-Za-z0-9+/]{43}=$/;
const WORD = /^[a-z0-9-]{1,20}$/;

const isKeyOf = (organ: string, keyId: string): boolean =>
  keyId === organ || (keyId.startsWith(`${organ}#`) && WORD.test(keyId.slice(organ.length + 1)));

const mistakesOf = ({ organ, address, keys }: ExchangeOrgan, at: number): readonly string[] => {
  const where = `organs[${at}]`;
  return [
    ...(ORGAN.test(organ) ? [] : [`${where}.organ: "<type>/<code>", such as "police/110105000000"`]),
    ...(ADDRESS.test(address) ? [] : [`${where}.address: a base URL (http, https) or "nats:<name>"`]),
    ...(keys.length > 0 ? [] : [`${where}.keys: at least one key`]),
    ...keys.flatMap(({ keyId, publicKey, since }, of) => [
      ...(isKeyOf(organ, keyId) ? []
        : [`${where}.keys[${of}].keyId: the organ, or the organ and "#" with a word`]),
      ...(since === undefined || parseCivilDate(since).ok ? []
        : [`${where}.keys[${of}].since: a day, such as 2026-01-31`]),
      ...(BASE64.test(publicKey) ? [] : [`${where}.keys[${of}].publicKey: 32 bytes in base64`]),
    ]),
  ];
};

const text = (value: unknown, member: string): string => {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, member) : undefined;
  return typeof found === 'string' ? found : '';
};

const keyOf = (key: unknown): ExchangeOrgan['keys'][number] => {
  const told = { keyId: text(key, 'keyId'), publicKey: text(key, 'publicKey') };
  const isDated = typeof key === 'object' && key !== null && Object.hasOwn(key, 'since');
  return isDated ? { ...told, since: text(key, 'since') } : told;
};

const organOf = (value: unknown): ExchangeOrgan => {
  const keys: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'keys') : undefined;
  return {
    organ: text(value, 'organ'), address: text(value, 'address'),
    keys: (Array.isArray(keys) ? keys : []).map(keyOf),
  };
};

/** Reads a list of organs of a configuration file, or every mistake in it, one sentence each. */
export const parseOrgans = (value: unknown): Result<readonly ExchangeOrgan[], readonly string[]> => {
  if (!Array.isArray(value) || value.length > ORGANS_MAX) return err(['organs: a list of organs']);
  const organs = value.map(organOf);
  const twice = organs.filter(({ organ }, at) => organs.findIndex((one) => one.organ === organ) !== at);
  const mistakes = [
    ...organs.flatMap(mistakesOf), ...twice.map(({ organ }) => `organs: ${organ} stands there twice`),
  ];
  return mistakes.length === 0 ? ok(organs) : err(mistakes);
};

/** A directory of organs that were read by `parseOrgans`. */
export const organDirectory = (organs: readonly ExchangeOrgan[]): OrganDirectory => {
  const byName = new Map(organs.map((organ) => [organ.organ, organ]));
  const keys = new Map<string, SenderKey>();
  for (const { organ, keys: own } of organs) {
    for (const { keyId, publicKey } of own) {
      const key = verifyingKey('ed25519', Buffer.from(publicKey, 'base64'));
      if (!key.ok) continue;
      const actor = { id: keyId, organ, roles: ['clerk' as const], hasSecondFactor: false };
      keys.set(keyId, { actor, verify: key.value.verify });
    }
  }
  return {
    find: (organ) => byName.get(organ), keyOf: (keyId) => keys.get(keyId),
    hash: sha256Hex(canonicalJson(organs.map((organ) => ({ ...organ })))),
  };
};

import { readFileSync } from 'node:fs';
import { sha256Hex } from '@fengcun/kernel';

/** One step of the schema: immutable once released, so its content hash is recorded when it is applied. */
export type Migration = Readonly<{ number: number; name: string; sql: string; contentHash: string }>;

const NAMES = [
  'open', 'sealed', 'ledger', 'operations', 'access', 'attachments', 'exchange', 'keys', 'worklists',
  'case-links', 'proceedings', 'certificates', 'accounts', 'wards', 'keeper-acts',
  'emergency-alarms',
] as const;

const load = (name: string, at: number): Migration => {
  const number = at + 1;
  const file = `${String(number).padStart(4, '0')}-${name}.sql`;
  const sql = readFileSync(new URL(`./sql/${file}`, import.meta.url), 'utf8');
  return { number, name, sql, contentHash: `sha256:${sha256Hex(sql)}` };
};

/** Every migration in order. A change of the schema is a new file at the end, never an edit. */
export const MIGRATIONS: readonly Migration[] = NAMES.map(load);

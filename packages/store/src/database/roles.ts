/** The roles a transaction can run as; each sees its own tables and no others. */
export type Role = 'writer' | 'sealingService' | 'sequencer' | 'auditor';

/** Names in the database. Roles belong to a server, not to a database, hence the prefix. */
export const ROLE_NAMES = {
  writer: 'fengcun_writer',
  sealingService: 'fengcun_sealing_service',
  sequencer: 'fengcun_sequencer',
  auditor: 'fengcun_auditor',
} as const satisfies Readonly<Record<Role, string>>;

/** Owns every table. Nobody logs in as it, and no policy lets it see a row. */
export const OWNER_NAME = 'fengcun_owner';

/** The schemas of the store, from the ordinary side to the machinery. */
export const SCHEMAS = ['open', 'sealed', 'ledger', 'ops', 'keys'] as const;

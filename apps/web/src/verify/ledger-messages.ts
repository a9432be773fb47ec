import type { LogReport } from './verify-log.ts';
import type { LogSearch, SearchReport } from './search-log.ts';

/** What a page asks of the worker. `kept`: a checkpoint somebody wrote down. `policy`: one they brought. */
export type LedgerAsked =
  | Readonly<{ type: 'verify'; language: string; withEntries: boolean; kept?: string; policy?: string }>
  | Readonly<{ type: 'search'; language: string; wanted: LogSearch }>;

/** The log as it was checked: the signed checkpoint to keep, and the policy it was believed by. */
export type Verified = Readonly<{ report: LogReport; checkpoint: string; policy: string }>;

/** What the worker tells; `refused` carries the sentence of the service, `unreached` that none came. */
export type LedgerTold =
  | Readonly<{ type: 'progress'; done: number; of: number }>
  | Readonly<{ type: 'verified'; verified: Verified }>
  | Readonly<{ type: 'found'; report: SearchReport }>
  | Readonly<{ type: 'refused'; sentence: string }>;

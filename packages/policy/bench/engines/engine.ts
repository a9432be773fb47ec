import type { FactSheet } from '@fengcun/policy';

/** One engine under test: decides one record; `detail` says what is inside the timed call. */
export type Engine = Readonly<{
  id: string;
  version: string;
  detail: string;
  decide: (sheet: FactSheet) => string;
}> | Readonly<{
  id: string;
  version: string;
  detail: string;
  decideLater: (sheet: FactSheet) => Promise<string>;
}>;

/** An engine that could not be loaded, with the reason in words. */
export type MissingEngine = Readonly<{ id: string; missing: string }>;

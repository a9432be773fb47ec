import { parseCivilDate } from '@fengcun/kernel';
import {
  bucketOf, type GroupSuite, type JobCover, ristrettoSuite, type RunRole, type RunTerms, type SessionSecrets,
  sessionSecrets, sm2Suite, takeSnapshot,
} from '@fengcun/privacy';
import { UnusableInput } from '../../exit.ts';
import type { Arguments } from '../../options.ts';
import { neededOption, type RunKind } from '../run-kind.ts';
import { readRows } from './rows.ts';
import { openRunState, readTerms } from './run-state.ts';

/** The group of a run. */
export const suiteOf = async ({ suite }: Pick<RunTerms, 'suite'>): Promise<GroupSuite> =>
  (suite === 'sm2-sm3' ? sm2Suite : ristrettoSuite());

/** What is frozen for a run: rows of one side, under the secrets of the run. */
export type FrozenRows = Readonly<{
  terms: RunTerms; role: RunRole; secrets: SessionSecrets; records: readonly Uint8Array[];
}>;

/** The Merkle root a side announces in its first message; salted, so that it tells nothing of the rows. */
export const frozenRoot = ({ terms, role, secrets, records }: FrozenRows): string => {
  const size = role === 'holder' ? terms.bucket : bucketOf(records.length);
  if (records.length > size) throw new UnusableInput(`--rows: more than the announced ${size}`);
  const place = { suite: terms.suite, session: terms.session };
  return Buffer.from(takeSnapshot(records, size, { secrets, place }).root).toString('hex');
};

const roleAt = (terms: RunTerms, organ: string): RunRole | undefined =>
  (['holder', 'registry'] as const).find((role) => terms[role] === organ);

/** Root of the rows of whoever proposes, from the seed the run will use; none for an organ without rows. */
const rootOf = async (given: Arguments, organ: string): Promise<string | undefined> => {
  const terms = await readTerms(neededOption(given, 'terms', 'the agreed terms of the run'));
  const role = roleAt(terms, organ);
  if (role === undefined) return undefined;
  const { records } = await readRows(neededOption(given, 'rows', 'the file of records'), terms.courts);
  const state = await openRunState(
    neededOption(given, 'state', 'the folder the run will use'), terms, records);
  const secrets = sessionSecrets(await suiteOf(terms), state.seed, terms.session);
  return frozenRoot({ terms, role, secrets, records });
};

/** Everything that is sealed on the day of the proposal, by the declared courts. */
const coverOf: RunKind['coverOf'] = ({ courts }, today): JobCover | undefined => {
  const day = parseCivilDate(today);
  if (!day.ok) return undefined;
  const named = Array.isArray(courts) ? courts.map(String) : [];
  return { sealedUntil: day.value, ...(named.length === 0 || named.includes('*') ? {} : { courts: named }) };
};

/** Runs of `psi` as jobs. */
export const LEAK_FINDING: RunKind = {
  kind: 'leakFinding',
  code: ['packages/privacy/src/intersection', 'packages/privacy/src/transcript', 'apps/cli/src/privacy/psi'],
  seatsOf: ({ holder, registry }) =>
    [{ organ: String(holder), part: 'holder' }, { organ: String(registry), part: 'registry' }],
  coverOf, rootOf,
};

import { firstDay, lastDay, organsOf, readQuarter } from '@fengcun/privacy';
import type { Arguments } from '../../options.ts';
import type { RunKind } from '../run-kind.ts';
import { preparedCounts } from './member-counts.ts';
import { readRoundTerms } from './round-files.ts';

const organIn = (member: unknown): string => String(Reflect.get(Object(member), 'organ'));

/** Root of the counts of whoever proposes, as its contribution will name it; none for who counts nothing. */
const rootOf = async (given: Arguments, organ: string): Promise<string | undefined> => {
  const terms = await readRoundTerms(given);
  return organsOf(terms).includes(organ) ? (await preparedCounts(given, terms)).root : undefined;
};

/** Seals of the quarter that is counted. */
const coverOf: RunKind['coverOf'] = ({ period }) => {
  const quarter = typeof period === 'string' ? readQuarter(period) : undefined;
  return quarter === undefined ? undefined
    : { sealedFrom: firstDay(quarter), sealedUntil: lastDay(quarter) };
};

/** Rounds of `sum` as jobs. */
export const JOINT_COUNT: RunKind = {
  kind: 'jointCount',
  code: ['packages/privacy/src/joint-counts', 'packages/privacy/src/transcript', 'apps/cli/src/privacy/sum'],
  seatsOf: ({ members, coordinator, decryptor }) => [
    ...(Array.isArray(members) ? members.map((one) => ({ organ: organIn(one), part: 'member' })) : []),
    { organ: String(coordinator), part: 'coordinator' },
    ...(decryptor === undefined ? [] : [{ organ: String(decryptor), part: 'decryptor' }]),
  ],
  coverOf, rootOf,
};

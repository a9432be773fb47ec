import { firstDay, lastDay, organsOf, readQuarter } from '@fengcun/privacy';
import { textOption } from '../../options.ts';
import type { RunKind } from '../run-kind.ts';
import { memberInput, preparedCounts } from './member-counts.ts';
import { readTermsToRun } from './round-files.ts';

const organIn = (member: unknown): string => String(Reflect.get(Object(member), 'organ'));

/** What a member's contribution will name; nothing of an organ that counts nothing. */
const inputOf: RunKind['inputOf'] = async (given, organ, platform) => {
  const terms = await readTermsToRun(given);
  const isTold = platform !== undefined || textOption(given, 'counts') !== undefined;
  if (!isTold || !organsOf(terms).includes(organ)) return undefined;
  return memberInput(organ, terms, await preparedCounts(given, { terms, organ }));
};

const membersOf: RunKind['bringersOf'] = ({ members }) =>
  (Array.isArray(members) ? members.map(organIn) : []);

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
    ...membersOf({ members: members ?? [] }).map((organ) => ({ organ, part: 'member' })),
    { organ: String(coordinator), part: 'coordinator' },
    ...(decryptor === undefined ? [] : [{ organ: String(decryptor), part: 'decryptor' }]),
  ],
  bringersOf: membersOf, coverOf, inputOf,
};

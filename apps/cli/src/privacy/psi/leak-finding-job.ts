import { parseCivilDate } from '@fengcun/kernel';
import type { JobCover, JobInput } from '@fengcun/privacy';
import { textOption } from '../../options.ts';
import { neededOption, type RunKind } from '../run-kind.ts';
import { openHolder, openRegistry } from './open-side.ts';
import { readTerms } from './run-state.ts';

/**
 * What an organ brings: the holder its rows, the registry its sealed records, which only a job lets it read.
 */
const inputOf: RunKind['inputOf'] = async (given, organ, platform): Promise<JobInput | undefined> => {
  const terms = await readTerms(neededOption(given, 'terms', 'the agreed terms of the run'));
  if (organ === terms.registry) {
    if (platform === undefined) return undefined;
    const side = await openRegistry(given, terms, platform.job.jobId);
    try {
      return (await side.frozen(platform)).input;
    } finally {
      await side.close();
    }
  }
  const isTold = platform !== undefined || textOption(given, 'rows') !== undefined;
  if (organ !== terms.holder || !isTold) return undefined;
  const side = await openHolder(given, terms);
  await side.close();
  return side.input;
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
  code: [
    'packages/privacy/src/intersection', 'packages/privacy/src/transcript',
    'packages/application/src/leak-finding', 'apps/cli/src/privacy/psi',
  ],
  seatsOf: ({ holder, registry }) =>
    [{ organ: String(holder), part: 'holder' }, { organ: String(registry), part: 'registry' }],
  bringersOf: ({ holder, registry }) => [String(holder), String(registry)],
  coverOf, inputOf,
};

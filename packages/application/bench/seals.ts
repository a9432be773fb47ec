import { benchSeal } from '@fengcun/registry/bench';
import { benchSealing } from './seal.ts';
import { benchSealMove } from './seal-move.ts';
import { benchSealSweep } from './seal-sweep.ts';
import { machine } from './move/measured.ts';

/** Few enough that all parts together end within two minutes on two cores. */
const RECORDS = 600;
const DECIDED = 50_000;

/** Everything about the speed of sealing: the decision alone, orders to five holders, the move behind the wall, the sweep over storage. */
export const benchSeals = async ({ records = RECORDS }: Readonly<{ records?: number }> = {}) => {
  const parts = [
    await benchSeal({ records: DECIDED }), await benchSealing({ records }), await benchSealMove({ records: records + 200, engines: 'server' }),
    await benchSealSweep({ records }),
  ];
  return {
    bench: 'seal', machine: machine(),
    results: parts.flatMap(({ results }): readonly Readonly<Record<string, unknown>>[] => results), targets: parts.flatMap(({ targets }) => targets),
  };
};

import { passOver } from '../proceedings/index.ts';
import type { NodeParts } from './node-parts.ts';

/** Work of a node on one of many: a fault of its own is told and passed over. */
export const orTold = <T>(
  { tell }: Pick<NodeParts, 'tell'>, work: () => Promise<T>,
): Promise<T | undefined> =>
  passOver(work, (error) => tell({ event: 'fault', error }));

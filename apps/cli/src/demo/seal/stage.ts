import type { Member } from './household.ts';
import { PART_NAMES } from './names.ts';
import { type Part, PARTS } from './scenario.ts';
import type { View, Words } from './view.ts';
import { nodeEvent, type World } from './world.ts';

/** An order as a node tells of it. */
export type ToldOrder = Readonly<{ orderNumber: string; sequence: number; target: string }>;

/** What happens where: the world, the page it is told on, and the nodes that run. */
export type Stage = Readonly<{
  world: World; view: View; nodes: Map<Part | 'platform', Member>;
  /** One-case codes under which each organ keeps its copy, and the platform's. */
  codes: Map<Part | 'platform', string>;
}>;

/** A node, which must run. */
export const nodeOf = ({ nodes }: Stage, part: Part): Member => {
  const node = nodes.get(part);
  if (node === undefined) throw new TypeError(`bug: the node of the ${part} does not run`);
  return node;
};

const orderIn = (told: unknown): ToldOrder => {
  const member = (name: string): unknown => (typeof told === 'object' && told !== null ? Reflect.get(told, name) : '');
  return {
    orderNumber: String(member('orderNumber')), sequence: Number(member('sequence')), target: String(member('target')),
  };
};

/** Waits until a node tells an event about copies that shall be so. */
export const untilNode = async (
  stage: Stage, part: Part, wanted: Readonly<{ event: 'taken' | 'done'; target: string }>,
): Promise<ToldOrder> => {
  const told = await nodeOf(stage, part).tells(`${wanted.event} ${wanted.target}`, (line) => {
    const event = nodeEvent(line);
    return event?.['event'] === wanted.event && orderIn(event['order']).target === wanted.target;
  });
  return orderIn(nodeEvent(told)?.['order']);
};

/** Tells how far the copies are, whenever one more is: in whatever order the organs answer. */
export const tellProgress = async (
  stage: Stage, words: Words, given: Readonly<{ parts: readonly Part[]; target: string; done: Set<Part>; of?: readonly Part[] }>,
): Promise<void> => {
  const { parts, target, done, of = PARTS } = given;
  await Promise.all(parts.map(async (part) => {
    await untilNode(stage, part, { event: 'done', target });
    done.add(part);
    stage.view.progress(words, of.map((one) => ({ name: PART_NAMES[one], isDone: done.has(one) })));
  }));
};

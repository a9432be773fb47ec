import { relative } from 'node:path';
import type { Member } from './household.ts';
import { PART_NAMES } from './names.ts';
import type { PaperMaker } from './papers.ts';
import { type Part, PARTS } from './scenario.ts';
import type { View, Words } from './view.ts';
import { nodeEvent, type Place, type World } from './world.ts';

/** An order as a node tells of it. */
export type ToldOrder = Readonly<{ orderNumber: string; target: string }>;

/** What happens where: the world, the page it is told on, and the processes that run. */
export type Stage = Readonly<{
  world: World; view: View; nodes: Map<Place, Member>; makePaper: PaperMaker;
  /** One-case codes under which each place keeps the case. */
  codes: Map<Place, string>;
}>;

/** Where something was written, as a reader would type it. */
export const shownPath = (path: string): string => {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith('..') ? path : `./${fromHere}`;
};

/** The members of a JSON object; none where it is none. */
export const parsed = (text: string): Readonly<Record<string, unknown>> => {
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
};

/** A node, which must run. */
export const nodeOf = ({ nodes }: Stage, part: Part): Member => {
  const node = nodes.get(part);
  if (node === undefined) throw new TypeError(`bug: the node of the ${part} does not run`);
  return node;
};

const orderIn = (told: unknown): ToldOrder => {
  const order = parsed(JSON.stringify(told ?? {}));
  return { orderNumber: String(order['orderNumber']), target: String(order['target']) };
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

/** Whose copies are awaited to be so, and whose are already. */
export type Awaited = Readonly<{ parts: readonly Part[]; target: 'sealed' | 'open'; done: Set<Part> }>;

/** Tells how far the copies are, whenever one more is: in whatever order the organs answer. */
export const tellProgress = async (stage: Stage, words: Words, given: Awaited): Promise<void> => {
  const { parts, target, done } = given;
  await Promise.all(parts.map(async (part) => {
    await untilNode(stage, part, { event: 'done', target });
    done.add(part);
    stage.view.progress(words, PARTS.map((one) => ({ name: PART_NAMES[one], isDone: done.has(one) })));
  }));
};

import { type DispatcherEvent, type NodeEvent, sentenceOf, type SequencerEvent } from '@fengcun/application';
import { Fault } from '@fengcun/kernel';
import type { Terminal } from '../terminal.ts';

const nameOf = (error: unknown): string => {
  if (error instanceof Fault) return `${error.code}: ${error.message}`;
  return error instanceof Error ? error.name : typeof error;
};

/** One line of JSON for everything a node does: numbers of orders and codes, for logs and demonstrations. */
export const tellNode = (terminal: Terminal, event: NodeEvent): void => {
  const told = event.event === 'fault' ? { event: 'fault', fault: nameOf(event.error) } : event;
  terminal.note(`${JSON.stringify({ node: told })}\n`);
};

/** The same for deliveries to the platform. */
export const tellDelivery = (terminal: Terminal) => (event: DispatcherEvent): void => {
  const told = event.event === 'fault' ? { event: 'fault', fault: nameOf(event.error) } : event;
  terminal.note(`${JSON.stringify({ delivery: told })}\n`);
};

/** What goes wrong with the log. */
export const tellSequencer = (terminal: Terminal) => (event: SequencerEvent): void => {
  if (event.event === 'fault') terminal.note(`the log: ${event.code}: ${event.message}\n`);
  if (event.event === 'alarm') terminal.note(`the log: ${sentenceOf(event.refusal)}\n`);
};

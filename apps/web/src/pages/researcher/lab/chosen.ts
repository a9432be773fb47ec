import { PACKS } from 'virtual:policy-packs';
import type { ParameterChoice } from '@fengcun/policy';
import { useSyncExternalStore } from 'react';
import type { PackAbout } from './pack-about.ts';
import type { LabRun } from './protocol.ts';

/** A pack that was chosen, with what was moved in it. */
export type Slot = Readonly<{
  pack: string; parameters: ParameterChoice; switches: Readonly<Record<string, string>>;
}>;

/** A pack with its text. */
export type PackText = Readonly<{ about: PackAbout; text: string }>;

/** What is tried: one or two packs, the day, and the text of somebody's own pack while this page is open. */
export type Chosen = Readonly<{ first: Slot; second: Slot | undefined; own: PackText | undefined }>;

/** Name of the text that is being written; no shipped pack has it. */
export const OWN = 'own-text';

const slotOf = (pack: string): Slot => ({ pack, parameters: {}, switches: {} });

let chosen: Chosen = { first: slotOf('cn-juvenile'), second: slotOf('cn-a1'), own: undefined };
const heard = new Set<() => void>();

const choose = (next: Partial<Chosen>): void => {
  chosen = { ...chosen, ...next };
  for (const one of heard) one();
};

/** Puts a pack in a place as it ships; an empty name leaves the second place empty. */
export const choosePack = (place: 'first' | 'second', pack: string): void =>
  choose({ [place]: pack === '' ? undefined : slotOf(pack) });

/** Moves something in a pack that was chosen. */
export const moveIn = (place: 'first' | 'second', moved: Partial<Slot>): void => {
  const slot = chosen[place];
  if (slot !== undefined) choose({ [place]: { ...slot, ...moved } });
};

/** Takes a text to the lab, beside the pack that stands first. */
export const tryOwn = (own: PackText): void => choose({ own, second: slotOf(OWN) });

/** A pack by its name. */
export const packNamed = (name: string, own: PackText | undefined): PackText | undefined =>
  (name === OWN ? own : PACKS.find(({ about }) => about.id === name));

/** The run that was chosen, for the worker. */
export const runOf = ({ first, second, own }: Chosen, asOf: string): LabRun => ({
  asOf,
  packs: [first, second].flatMap((slot) => {
    const found = slot === undefined ? undefined : packNamed(slot.pack, own);
    return slot === undefined || found === undefined ? []
      : [{ text: found.text, parameters: slot.parameters, switches: slot.switches }];
  }),
});

const watch = (one: () => void): (() => void) => {
  heard.add(one);
  return () => heard.delete(one);
};

/** What was chosen; kept while the page is open and nowhere else. */
export const useChosen = (): Chosen => useSyncExternalStore(watch, () => chosen);

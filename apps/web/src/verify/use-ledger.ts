import { useCallback, useEffect, useRef, useState } from 'react';
import { learnWhy } from '../app/newer.ts';
import type { LedgerAsked, LedgerTold } from './ledger-messages.ts';

/** How far the worker is: nothing asked, at work, done, or refused with a sentence. */
export type LedgerState<T extends LedgerTold['type']> =
  | Readonly<{ state: 'idle' }> | Readonly<{ state: 'working'; done: number; of: number }>
  | Readonly<{ state: 'done'; told: Extract<LedgerTold, { type: T }> }>
  | Readonly<{ state: 'refused'; sentence: string }>;

const isOf = <T extends LedgerTold['type']>(
  told: LedgerTold, type: T,
): told is Extract<LedgerTold, { type: T }> => told.type === type;

/** Asks a worker of one's own, ended with the answer or with the page; a new question ends the one before. */
export const useLedger = <T extends 'verified' | 'found'>(
  wanted: T,
): Readonly<{ state: LedgerState<T>; ask: (asked: LedgerAsked) => void }> => {
  const worker = useRef<Worker>(undefined);
  const [state, setState] = useState<LedgerState<T>>({ state: 'idle' });
  useEffect(() => () => worker.current?.terminate(), []);
  const ask = useCallback((asked: LedgerAsked) => {
    worker.current?.terminate();
    const made = new Worker(new URL('./ledger-worker.ts', import.meta.url), { type: 'module' });
    worker.current = made;
    setState({ state: 'working', done: 0, of: 0 });
    const end = (last: LedgerState<T>) => {
      setState(last);
      made.terminate();
    };
    made.onerror = () => {
      void learnWhy();
      end({ state: 'refused', sentence: '' });
    };
    made.onmessage = ({ data }: MessageEvent<LedgerTold>) => {
      if (data.type === 'progress') setState({ state: 'working', done: data.done, of: data.of });
      else if (isOf(data, wanted)) end({ state: 'done', told: data });
      else if (data.type === 'refused') end({ state: 'refused', sentence: data.sentence });
    };
    made.postMessage(asked);
  }, [wanted]);
  return { state, ask };
};

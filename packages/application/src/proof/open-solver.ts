import { assert } from '@fengcun/kernel';
import type { Solver } from '@fengcun/policy';

/** Z3 in this process; `close` ends its threads, without which the process would not end. */
export type OpenSolver = Solver & Readonly<{ close: () => void }>;

/** What is used of the WebAssembly module, which has no types of its own. */
type Machine = Readonly<{
  _malloc: (bytes: number) => number;
  _Z3_eval_smtlib2_string: (context: number, text: number) => number;
  HEAPU8: Uint8Array;
  UTF8ToString: (address: number) => string;
  PThread: Readonly<{ terminateAllThreads: () => void }>;
}>;

/** LIMIT: bytes of one text; the translation of the largest pack that ships has about 400,000. */
const TEXT_BYTES_MAX = 8_000_000;

/**
 * Starts Z3 (WebAssembly with threads). Loaded only here: 35 MB that no other command needs. The library's
 * own
 * asynchronous call puts a text where it is overwritten before Z3 has read it, so texts are written to memory
 * that is kept for them; the call is synchronous, and Z3's own time limit ends it.
 * @see docs/adr/0023-proofs-by-z3.md
 */
export const openSolver = async (): Promise<OpenSolver> => {
  const { init } = await import('z3-solver');
  const { Z3, em } = await init({ printErr: () => undefined });
  const machine: Machine = em;
  const configuration = Z3.mk_config();
  const context = Number(Z3.mk_context(configuration));
  Z3.del_config(configuration);
  // Taken before Z3 runs: memory that grows later does not move it, nor the view on it.
  const place = machine._malloc(TEXT_BYTES_MAX);
  const memory = machine.HEAPU8;
  const encoder = new TextEncoder();
  return {
    ask: async (text) => {
      const bytes = encoder.encode(text);
      assert(bytes.length < TEXT_BYTES_MAX, 'a text for Z3 fits its memory');
      memory.set(bytes, place);
      memory[place + bytes.length] = 0;
      return machine.UTF8ToString(machine._Z3_eval_smtlib2_string(context, place));
    },
    close: () => machine.PThread.terminateAllThreads(),
  };
};

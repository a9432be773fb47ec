import type { FactSheet } from '@fengcun/policy';
import { celExpression, FACTS_READ, under18 } from '../rules.ts';
import type { Engine, MissingEngine } from './engine.ts';
import { loadPeer } from './load-peer.ts';

type Environment = Readonly<{
  registerVariable: (name: string, type: string) => Environment;
  registerFunction: (signature: string, handler: (a: string, b: string) => boolean) => Environment;
  parse: (text: string) => (facts: FactSheet) => unknown;
}>;
type CelJs = Readonly<{ Environment: new () => Environment }>;

const NAME = '@marcbachmann/cel-js';

/** `@marcbachmann/cel-js`: one parsed, typed expression; numbers as doubles, its faster form. */
export const celJs = async (folder: string | undefined): Promise<Engine | MissingEngine> => {
  const loaded = await loadPeer(folder, NAME);
  if ('missing' in loaded) return { id: NAME, missing: loaded.missing };
  const { Environment } = loaded.module as CelJs; // trust boundary: the pinned version's documented interface
  const env = new Environment();
  FACTS_READ.text.forEach((name) => env.registerVariable(name, 'string'));
  FACTS_READ.number.forEach((name) => env.registerVariable(name, 'double'));
  FACTS_READ.truth.forEach((name) => env.registerVariable(name, 'bool'));
  FACTS_READ.names.forEach((name) => env.registerVariable(name, 'list<string>'));
  env.registerFunction('under18(string, string): bool', under18);
  const run = env.parse(celExpression((value) => `${value}.0`));
  return {
    id: NAME, version: loaded.version, decide: (sheet) => String(run(sheet)),
    detail: 'one parsed, type-checked expression with nested conditions; numbers as doubles; outcome only',
  };
};

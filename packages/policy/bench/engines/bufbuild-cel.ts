import { celEnv, celFunc, CelScalar, listType, parse, plan } from '@bufbuild/cel';
import type { FactSheet } from '@fengcun/policy';
import { celExpression, FACTS_READ, under18 } from '../rules.ts';
import type { Engine } from './engine.ts';

const variables = Object.fromEntries([
  ...FACTS_READ.text.map((name) => [name, CelScalar.STRING] as const),
  ...FACTS_READ.number.map((name) => [name, CelScalar.DOUBLE] as const),
  ...FACTS_READ.truth.map((name) => [name, CelScalar.BOOL] as const),
  ...FACTS_READ.names.map((name) => [name, listType(CelScalar.STRING)] as const),
]);

/** `@bufbuild/cel`: one expression, planned once; facts are given as they are. */
export const bufbuildCel = (): Engine => {
  const text = [CelScalar.STRING, CelScalar.STRING] as const;
  const env = celEnv({ variables, funcs: [celFunc('under18', text, CelScalar.BOOL, under18)] });
  const run = plan(env, parse(celExpression((value) => `${value}.0`))) as (facts: FactSheet) => unknown;
  return {
    id: '@bufbuild/cel', version: '0.6.1', decide: (sheet) => String(run(sheet)),
    detail: 'one planned expression with nested conditions; numbers as doubles; outcome only',
  };
};

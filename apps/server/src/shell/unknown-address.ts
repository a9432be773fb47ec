import { ALL_ROUTES } from '@fengcun/api';
import { Refused } from './refused.ts';

const SPECIAL = /[.*+?^$()[\]{}\\|]/g;

/** The path of a route as a pattern: a part is anything without a slash, a rest is anything. */
const patternOf = (path: string): RegExp => new RegExp(`^${path.split('/').map((part) => {
  if (part.startsWith('{+')) return '.+';
  return part.startsWith('{') ? '[^/]+' : part.replace(SPECIAL, '\\$&');
}).join('/')}$`);

const KNOWN = ALL_ROUTES.map(([, { path, method }]) => ({ method, pattern: patternOf(path) }));

/** Methods that an address takes; none where there is no such address. */
export const methodsOf = (path: string): readonly string[] =>
  [...new Set(KNOWN.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))].sort();

/** Refuses a request that no route matched: another method would do, or there is no such address. */
export const refuseUnknown = (url: string, allow: (methods: string) => void): never => {
  // LIMIT: addresses of ours are short; longer ones are not matched. Attacker-controlled.
  const methods = methodsOf(url.split('?')[0]?.slice(0, 300) ?? '');
  if (methods.length === 0) throw new Refused('ROUTE_UNKNOWN');
  allow(methods.join(', '));
  throw new Refused('METHOD_NOT_ALLOWED');
};

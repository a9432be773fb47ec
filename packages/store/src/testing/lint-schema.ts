import { LOCAL_TABLES, REFERENCE_TABLES } from '../schema/distribution.ts';

const EXEMPT: readonly string[] = [...REFERENCE_TABLES, ...LOCAL_TABLES];

const tableOf = (line: string): string => /^\w+ (?:on )?(?:CREATE (?:UNIQUE )?INDEX ON (?:ONLY )?)?(\w+\.\w+)/.exec(line)?.[1] ?? '';

/** One rule over one line of the described schema: what is wrong, or nothing. */
type Rule = (line: string) => string | undefined;

const carriesKey: Rule = (line) => {
  const isKey = /^constraint \S+ (PRIMARY KEY|UNIQUE|FOREIGN KEY)/.test(line) || /^index CREATE UNIQUE/.test(line);
  if (!isKey || EXEMPT.includes(tableOf(line))) return undefined;
  const lists = line.match(/\(([^()]*)\)/g) ?? [];
  const isForeign = line.includes('FOREIGN KEY');
  const carrying = lists.filter((list) => /\bshard_key\b/.test(list)).length;
  return carrying >= (isForeign ? 2 : 1) ? undefined : 'the distribution column is missing in the key';
};

const RULES: readonly Rule[] = [
  carriesKey,
  (line) => (/^column .* default /.test(line) ? 'no defaults: time, ids and sequences are arguments' : undefined),
  (line) => (/^column \S+ (?!integer|bigint|uuid|text|date|timestamp with time zone|bytea)/.test(line) ? 'a type every engine has' : undefined),
  (line) => (/^constraint .*(EXCLUDE|DEFERRABLE)/.test(line) ? 'no exclusion or deferrable constraints' : undefined),
  (line) => (/^index /.test(line) && !/ USING btree /.test(line) ? 'btree indexes only' : undefined),
  (line) => (/^(trigger|function) /.test(line) ? 'no triggers and no functions' : undefined),
  (line) => (/^policy .*\bSELECT\b/i.test(line.replace(/ for \w+ to .*? using/, ' using')) ? 'no subquery in a policy' : undefined),
  (line) => (/^table /.test(line) && !EXEMPT.slice(1).includes(tableOf(line)) && !/security t forced t/.test(line) ? 'row-level security is forced' : undefined),
  (line) => (/^(schema|table) /.test(line) && !line.includes('owner fengcun_owner') ? 'owned by the role nobody logs in as' : undefined),
  (line) => (/ to fengcun_writer/.test(line) && /^(grant on (schema )?(sealed|keys)|policy (sealed|keys))/.test(line) ? 'the ordinary role has nothing on sealed' : undefined),
  (line) => (/^policy sealed\S* .* to .*fengcun_(writer|sequencer)/.test(line) ? 'no policy lets the ordinary role through' : undefined),
  (line) => (/wrapped_key/.test(line) && / to fengcun_auditor/.test(line) ? 'the auditor sees no wrapped key' : undefined),
  (line) => (/^grant on ledger\.audit_leaf .*(update|delete|truncate)/.test(line) ? 'nobody changes a leaf' : undefined),
];

/** What is wrong with a described schema; every line is judged by every rule. */
export const lintSchema = (description: string): readonly string[] =>
  description.split('\n').flatMap((line) =>
    RULES.flatMap((rule) => {
      const wrong = rule(line);
      return wrong === undefined ? [] : [`${wrong}: ${line}`];
    }));

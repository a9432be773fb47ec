/**
 * What a statement must not contain where tables are spread over servers, or where time and ids decide.
 * Citus 13, YugabyteDB; see the house rules on clocks and sequences.
 */
const BANNED: readonly (readonly [RegExp, string])[] = [
  [/\b(now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(|\bcurrent_(date|time|timestamp)\b|\blocaltime/, 'time is an argument'],
  [/\b(nextval|currval|lastval|setval|gen_random_uuid|uuidv[47]|random)\s*\(/, 'ids and randomness are arguments'],
  [/\bwith\s+recursive\b/, 'no recursion across shards'],
  [/\bgrouping\s+sets\b|\bcube\s*\(|\brollup\s*\(/, 'no grouping sets across shards'],
  [/\bfor\s+(no\s+key\s+)?(update|share|key\s+share)\b|\bskip\s+locked\b/, 'no row locks across shards'],
  [/\block\s+table\b|\badvisory/, 'no table or advisory locks'],
  [/\b(listen|notify)\b/, 'no notifications'],
  [/\bcreate\s+(temp|temporary|unlogged)\b/, 'no tables of a session'],
  [/\bmerge\s+into\b|\bdeclare\s+\w+\s+cursor\b/, 'no merge and no cursors'],
];

/** Statements that ask every shard on purpose, by the words that tell them apart. */
const ACROSS_SHARDS: readonly RegExp[] = [
  /from "(open|sealed)"\."record"\s+where ("case_id" = |case_id = any)/, // Linked records, for supervision.
  /delete from "(open|sealed)"\."subject_term" where subject_id = any/, // Terms lie in the shards of their values.
  /from "open"\."(conviction_mark"( as target)?|proceeding")\s+where shard_key = any/, // Many people in one statement, each in their shard.
  /from "open"\."conviction_mark"( as target)?\s+where subject_id = any/, // The same of marks, by their subject.
  /from "(open|sealed)"\."inbox"\s+where taken_as = any/, // The inbox rows of what is being sealed,
  /from "ops"\."exception_item"\s+where message_key = any/, // and what waits about its messages.
  /from "sealed"\."inbox"\s+where shard_key = any/, // Where late messages belong: many keys in one statement,
  /from "sealed"\."criminal_case"\s*where (shard_key = any|case_id = any)/, // and the cases they lead to.
  /"ledger"\."audit_pending"/, // The sequencer gathers entries of all shards.
  /select shard_key, .+ as id, .+ as second, .+ as header, wrapped_key, kek_id from/s, // Rotation pages through a table,
  /select count\(\*\) as count from \S+ where kek_id = /, // and ends when nothing is left.
  /join "\w+"\."\w+" as target\s+on target\.shard_key = wanted\.shard/, // Many rows in one statement,
  /lateral \(select .+ from "\w+"\."event"\s+where shard_key = wanted\.shard/s, // the newest event of each stream as well,
  /delete from "\w+"\."\w+" as target\s+using unnest/, // each joined on its shard key; one by one where distributed.
  /update "\w+"\."\w+" as target/, // Joined on the shard key; one by one where distributed.
  /with due as materialized/, // Deliverers claim what is due of every shard,
  /from "ops"\."outbox" (as due\s+where due\.delivered_at is null|where ("delivered_at" <|state ))/, // the purge, dead letters, backlog.
  /update "ops"\."outbox" as target/, // Joined on the shard key, as above.
  /from "ops"\."idempotency_key" where "expires_at" </,
  /from "ops"\."exception_item" .*order by "exception_id" limit/s, // Pages of what waits, or ended.
  /from "ops"\."upload" where "expires_at" <=/,
  /from "ops"\."account" where ("person_id" = |"account_name" > )/, // Accounts of one person, and the list for their keeper.
  /from "ops"\."joint_act" where "asked_by" = /, // What was agreed to for one account.
  /from "ops"\."joint_act" where "supervisor" = /, // Emergencies that one procuratorate was told of.
  /delete from "ops"\."(session|rate_bucket)" where ("account_id" = |"ends_at" <|"full_at" <)/, // Ended at once, or long over.
  /from "(open|sealed)"\."\w+" as listed/, // Worklists: pages over everything, for the sealing service.
];

const TOUCHES_TABLE = /"(open|sealed|ledger|ops|keys)"\."(?!migration")\w+"/;
const IS_INSERT = /^\s*insert into/;
const NAMES_SHARD = /"?shard_key"? = \$\d/;

/** What is wrong with a statement; empty for a good one. */
export const lintStatement = (statement: string): readonly string[] => {
  const text = statement.toLowerCase();
  const found = BANNED.flatMap(([pattern, right]) => (pattern.test(text) ? [`${right}: ${statement}`] : []));
  if (!TOUCHES_TABLE.test(text) || ACROSS_SHARDS.some((pattern) => pattern.test(text))) return found;
  const isPlaced = IS_INSERT.test(text) ? text.includes('"shard_key"') : NAMES_SHARD.test(text);
  return isPlaced ? found : [...found, `the shard key is missing: ${statement}`];
};

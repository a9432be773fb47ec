import {
  preparsePolicySet, preparseSchema, schemaToJson, statefulIsAuthorized, validate,
} from '@cedar-policy/cedar-wasm/nodejs';
import {
  ACCESS_POLICIES, ACCESS_SCHEMA, type AccessDecision, type AccessRequest, type Authorizer,
} from '@fengcun/api';
import { Fault, sha256Hex } from '@fengcun/kernel';

const NAMESPACE = 'Fengcun';

/** A schema and policies by id, in Cedar's language. */
export type PolicySet = Readonly<{ schema: string; policies: Readonly<Record<string, string>> }>;

/** The policy set of the interface. */
export const ACCESS_POLICY_SET: PolicySet = { schema: ACCESS_SCHEMA, policies: ACCESS_POLICIES };

const failed = (what: string, details: readonly Readonly<{ message: string }>[]): Fault =>
  new Fault('POLICY_SET_INVALID', `${what}: ${details.map(({ message }) => message).join('; ')}`);

/** The acts the schema knows: the leaves, not the groups. */
export const policyActions = ({ schema }: PolicySet): readonly string[] => {
  const json = schemaToJson(schema);
  if (json.type === 'failure') throw failed('the schema of the policy set does not parse', json.errors);
  return Object.entries(json.json[NAMESPACE]?.actions ?? {})
    .filter(([, { appliesTo }]) => (appliesTo?.principalTypes.length ?? 0) > 0).map(([name]) => name).sort();
};

const assertValid = ({ schema, policies }: PolicySet): void => {
  const answer = validate({ schema, policies: { staticPolicies: { ...policies } } });
  if (answer.type === 'failure') throw failed('the policy set does not parse', answer.errors);
  const found = [...answer.validationErrors, ...answer.validationWarnings];
  if (found.length === 0) return;
  throw failed('the policy set does not fit its schema', found.map(({ error }) => error));
};

const account = (id: string): { type: string; id: string } => ({ type: `${NAMESPACE}::Account`, id });
const THING = { type: `${NAMESPACE}::Thing`, id: 'asked-for' };

const entitiesOf = ({ principal, resource }: AccessRequest) => [
  {
    uid: account(principal.id), parents: [],
    attrs: {
      account: principal.id, organ: principal.organ, roles: [...principal.roles],
      hasSecondFactor: principal.hasSecondFactor,
    },
  },
  { uid: THING, parents: [], attrs: { organs: [...resource.organs], isSealed: resource.isSealed } },
];

// LIMIT: decisions kept; beyond them the table starts anew. A decision depends on its request alone, so a
// kept one is never stale while the policy set stands.
const DECISIONS_KEPT_MAX = 10_000;

const remembering = (decide: Authorizer['decide']): Authorizer['decide'] => {
  const kept = new Map<string, AccessDecision>();
  return (request) => {
    const key = JSON.stringify([request.principal, request.action, request.resource, request.context]);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const decision = decide(request);
    if (kept.size >= DECISIONS_KEPT_MAX) kept.clear();
    kept.set(key, decision);
    return decision;
  };
};

// LIMIT: sets that this process found sound; a service has one, tests a few.
const SOUND_SETS_MAX = 64;
const soundSets = new Set<string>();

/** Checks a set and has the library keep it under a name, once in a process: checking takes half a second. */
const prepare = (name: string, policySet: PolicySet): void => {
  if (soundSets.has(name)) return;
  assertValid(policySet);
  const { schema, policies } = policySet;
  const parsed = [preparseSchema(name, schema),
    preparsePolicySet(name, { staticPolicies: { ...policies } })];
  for (const answer of parsed) {
    if (answer.type === 'failure') throw failed('the policy set does not parse', answer.errors);
  }
  if (soundSets.size >= SOUND_SETS_MAX) soundSets.clear();
  soundSets.add(name);
};

/**
 * Decides by Cedar: the set is checked against its schema and parsed once, here. An answer with errors
 * denies.
 * @throws Fault POLICY_SET_INVALID when the set does not parse or does not fit; the server must not start
 * then
 */
export const cedarAuthorizer = (
  policySet: PolicySet = ACCESS_POLICY_SET, { isRemembering = true }: { isRemembering?: boolean } = {},
): Authorizer => {
  const { schema, policies } = policySet;
  // The library keeps parsed sets under names; the hash makes one name mean one set.
  const policySetHash = sha256Hex(JSON.stringify([schema, Object.entries(policies)]));
  prepare(policySetHash, policySet);
  const decide = (request: AccessRequest): AccessDecision => {
    const answer = statefulIsAuthorized({
      principal: account(request.principal.id), action: { type: `${NAMESPACE}::Action`, id: request.action },
      resource: THING, context: { ...request.context, approvals: [...request.context.approvals] },
      preparsedSchemaName: policySetHash, preparsedPolicySetId: policySetHash, validateRequest: true,
      entities: entitiesOf(request),
    });
    if (answer.type === 'failure') return { decision: 'deny', policies: [], policySetHash };
    const { decision, diagnostics } = answer.response;
    const isSound = diagnostics.errors.length === 0;
    return { decision: isSound ? decision : 'deny', policies: [...diagnostics.reason].sort(), policySetHash };
  };
  return { policySetHash, decide: isRemembering ? remembering(decide) : decide };
};

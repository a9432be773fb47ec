import type { AuditLine } from '@fengcun/api';
import { canonicalJson, type Json, sha256Hex } from '@fengcun/kernel';
import type { AuditEntry } from '@fengcun/ledger';
import type { Pseudonym } from '@fengcun/registry';
import type { Pseudonyms } from '../deployment/pseudonyms.ts';
import type { ActHead } from '../intake/act.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** Three digits before a fourth: the ledger takes no long run of digits, which could be part of a number. */
const DIGITS = /\d{3}(?=\d)/g;
const SEPARATORS = /[^A-Za-z0-9]+/g;
/** 法发〔2012〕10号: the notices by which records reach the registry. */
const NOTICE_BASIS = 'opinion-2012-10';
/** LIMIT: counted refusals that one line tells; more are told as so many. */
const SUPPRESSED_MAX = 99_999;

/** `court/138001380001` as a code of the ledger: `court:138-001-380-001`. */
export const organCode = (text: string): string => {
  const [type = '', ...rest] = text.split('/');
  const code = rest.join('-').replace(SEPARATORS, '-').replace(/^-|-$/g, '').replace(DIGITS, '$&-');
  return code === '' ? type.replace(DIGITS, '$&-') : `${type}:${code}`;
};

const actOf = ({ action, problem, suppressed }: AuditLine): string => {
  const counted = suppressed === undefined ? '' : `:and-${Math.min(suppressed, SUPPRESSED_MAX)}`;
  return `${action}${problem === undefined ? '' : `:${problem}`}${counted}`;
};

const basisOf = ({ legalBasis, purpose }: AuditLine): string =>
  legalBasis?.replace(DIGITS, '$&-') ?? (purpose === 'recordNotification' ? NOTICE_BASIS : 'unstated');

/** Whoever acts, as the ledger names them. */
export const pseudonymOfActor = (pseudonyms: Pseudonyms, actorId: string): Pseudonym =>
  pseudonyms.textOf('actor', actorId);

/** A line as a ledger entry, without its id and its place in an act. */
export type LineEntry = Readonly<{
  head: ActHead; act: string; about: Readonly<Pick<AuditEntry, 'case' | 'record'>>;
}>;

/**
 * What the ledger keeps of a line of audit: pseudonyms and codes. `req` is the digest of the whole line, so
 * that it can be proven what it said. LIMIT: the case stands as a keyed pseudonym of its code, not as a
 * commitment: the line is written before anybody may look up whose erasure key would belong to it.
 */
export const entryOfLine = (pseudonyms: Pseudonyms, line: AuditLine): LineEntry => {
  const { caseCode, objectId } = line;
  return {
    act: actOf(line),
    about: {
      ...(caseCode === undefined ? {} : { case: pseudonyms.textOf('case-code', caseCode) }),
      ...(objectId !== undefined && UUID.test(objectId) ? { record: objectId } : {}),
    },
    head: {
      v: 1, actor: pseudonymOfActor(pseudonyms, line.actorId), role: line.roles[0] ?? 'none',
      org: organCode(line.organ), purpose: line.purpose, legalBasis: basisOf(line), decision: line.decision,
      policy: line.policySetHash, approvals: [],
      // Plain data by its type.
      req: sha256Hex(canonicalJson(line as unknown as Json)),
    },
  };
};

import { type CivilDate, Fault, ok, present } from '@fengcun/kernel';
import { documentKey, type FiledInquiry, type IdentityDocument, MAY_WITHHOLD } from '@fengcun/registry';
import type { AccountRow } from '@fengcun/store';
import type { AccountContent } from '../accounts/account.ts';
import { isAsWritten, openAccount } from '../accounts/account-rows.ts';
import type { Deployment } from '../deployment/open-deployment.ts';
import type { ProceedingAct } from '../proceedings/index.ts';

/** LIMIT: numbers of one look over a window; each is looked up once. */
const INDEX_LIMIT = { perSecond: 20_000, burst: 20_000 };

type Known = Readonly<{ row: AccountRow; content: AccountContent | undefined }>;
type Lookup = (document: IdentityDocument) => Promise<readonly Known[]>;

const rowsOf = async (deployment: Deployment, document: IdentityDocument): Promise<readonly AccountRow[]> => {
  const { gate, name, clock, database } = deployment;
  const asker = { account: 'supervision', limit: INDEX_LIMIT, now: clock() };
  const column = { deployment: name, column: 'account-identity' };
  const terms = await gate.terms(asker, column, documentKey(document));
  if (!terms.ok) {
    throw new Fault('INDEX_UNUSABLE', `The index of numbers cannot be used (${terms.error.code}).`);
  }
  const found = await database.operate(async ({ accounts }) => {
    const rows: AccountRow[] = [];
    for (const { term } of terms.value) rows.push(...await accounts.byTerm(term, 'identity'));
    return ok(rows);
  });
  return present(found.ok ? found : undefined, 'a look').value.filter((row) => isAsWritten(deployment, row));
};

/** Accounts of the directory by the number of the person behind them, each opened once. */
const lookup = (deployment: Deployment, act: Pick<ProceedingAct, 'intentFor'>): Lookup => {
  const kept = new Map<string, Promise<readonly Known[]>>();
  const look: Lookup = async (document) => {
    const known: Known[] = [];
    for (const row of await rowsOf(deployment, document)) {
      known.push({ row, content: await openAccount(deployment, act, row) });
    }
    return known;
  };
  return (document) => {
    const key = documentKey(document);
    const found = kept.get(key) ?? look(document);
    kept.set(key, found);
    return found;
  };
};

const isWardOf = (
  guardians: readonly Known[], { number }: IdentityDocument, on: CivilDate,
): boolean => guardians.some(({ content }) =>
  content?.wards?.some((ward) => ward.identityNumber === number && on <= ward.until) === true);

const isOneOrgan = (officers: readonly Known[], persons: readonly Known[]): boolean =>
  officers.some(({ row: one }) => persons.some(({ row: other }) =>
    one.organ !== 'none' && one.organ === other.organ && one.personId !== other.personId));

/**
 * Whether the directory knows the one who asks as close to the one asked about: one is the other's guardian
 * on the day, the account that applied is that person's own, or they work at one organ and the inquiry is for
 * a case. LAW: a name says nothing, and a unit that asks about its own staff does what the law asks of it, so
 * that one employer counts for those who handle cases alone (公安机关办理犯罪记录查询工作规定4).
 * LIMIT: people of whom the directory knows no number are close to nobody.
 */
export const relationsIn = (
  deployment: Deployment, act: Pick<ProceedingAct, 'intentFor'>,
): ((state: FiledInquiry, on: CivilDate) => Promise<boolean>) => {
  const of = lookup(deployment, act);
  return async ({ application: { officer, person, kind }, applicant }, on) => {
    const persons = await of(person.document);
    const isOwn = persons.some(({ row: { personId } }) =>
      deployment.pseudonyms.textOf('person', personId) === applicant.person);
    // Whoever asks for their own record asks by right, in a procedure of its own.
    if (officer === undefined || isOwn) return isOwn && officer !== undefined;
    const officers = await of(officer.document);
    if (isWardOf(officers, person.document, on) || isWardOf(persons, officer.document, on)) return true;
    return MAY_WITHHOLD.has(kind) && isOneOrgan(officers, persons);
  };
};

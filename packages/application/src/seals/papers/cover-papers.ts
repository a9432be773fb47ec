import { sha256Hex } from '@fengcun/kernel';
import { comparableNumber, type Dossier, dossierViews, type HolderKey } from '@fengcun/registry';
import { typeOf } from './case-facts.ts';
import { factsOf, type Making, numbered, type OwedPaper, sequenceOf } from './paper-making.ts';

/** Numbers of marks: those of each kind in a part of the series. LIMIT: organs of one order. */
const FROM = { unsplitCase: 0, splitCase: 1000, otherCase: 2000 } as const;
const HASH_DIGITS = 5;

type MarkKind = keyof typeof FROM;

/**
 * Dossiers that this record is in, by what is known: of the whole case where accomplices were tried together,
 * of the adults where they were tried apart, and of a case that had to use what is sealed. LAW: who else was
 * in the case is unknown where only the decision tells that there were others: the cover is marked then.
 */
const dossiersOf = ({ source }: Making): readonly Readonly<{ kind: MarkKind; dossier: Dossier }>[] => {
  const { subject, state: { status }, parties, asked, order } = source;
  const { others, withAdult, withJuvenile, severed } = parties;
  const own = { subject, status };
  const [isJoint, isSplit] = [withAdult === true || withJuvenile === true, severed === true];
  const unnamed = isJoint && !isSplit && others.length === 0 ? [{ subject, status: 'unknown' as const }] : [];
  const base = { holder: order.orderedBy, severed: [], used: [] };
  const together: Dossier =
    { ...base, dossierId: 'together', defendants: [own, ...others, ...unnamed], isSplit: false };
  const apart: Dossier = {
    ...base, dossierId: 'apart', defendants: [{ subject, status: 'open' }], severed: [own], isSplit: true,
  };
  const used: Dossier = {
    ...base, dossierId: 'used', defendants: [], isSplit: 'unknown',
    used: [{ recordId: order.recordId, status }],
  };
  return [
    { kind: 'unsplitCase', dossier: together },
    ...(withAdult === true && isSplit ? [{ kind: 'splitCase' as const, dossier: apart }] : []),
    ...(asked?.usedIn === undefined ? [] : [{ kind: 'otherCase' as const, dossier: used }]),
  ];
};

/** Each case that used it has its own number, the same whenever it is asked for. */
const usedSequence = (caseNumber: string): number =>
  FROM.otherCase + 1 + Number.parseInt(sha256Hex(comparableNumber(caseNumber)).slice(0, HASH_DIGITS), 16);

const usedPaper = (making: Making, usedIn: string): OwedPaper => ({
  template: 'cover-mark', recipient: 'dossier',
  facts: factsOf(making, {
    sequence: usedSequence(usedIn), fields: { kind: 'otherCase', caseNumber: usedIn }, withoutCode: true,
  }),
});

/** The dossier of adults tried apart is another case: its number is unknown, ours must not stand there. */
const paperFor = (making: Making, kind: 'unsplitCase' | 'splitCase', holder: HolderKey): OwedPaper => {
  const { source, decision: { caseNumber } } = making;
  return {
    template: 'cover-mark', recipient: typeOf(holder) ?? 'organ',
    facts: factsOf(making, {
      sequence: FROM[kind] + sequenceOf(source, holder), by: holder,
      ...(kind === 'splitCase' ? { withoutCode: true, fields: { kind } } : { fields: { kind, caseNumber } }),
    }),
  };
};

/**
 * Marks of covers, one for each organ that keeps the dossier: where something open and something sealed are
 * in it. A dossier of sealed records alone is sealed itself and needs none. @see 2022 Measures arts 5, 6
 */
export const coverPapers = (making: Making): readonly OwedPaper[] => {
  const dossiers = dossiersOf(making);
  const views = dossierViews(dossiers.map(({ dossier }) => dossier));
  return dossiers.flatMap(({ kind }, at): readonly OwedPaper[] => {
    if (views[at]?.label === undefined) return [];
    if (kind === 'otherCase') return [usedPaper(making, making.source.asked?.usedIn ?? '')];
    return numbered(making.source).map((holder) => paperFor(making, kind, holder));
  });
};

/**
 * A second opinion: the meaning of docs/policy-packs.md written down as directly as possible, over its own small
 * syntax and plain objects, sharing no code with the engine (Temporal instead of integer arithmetic).
 */
export type Plain = Readonly<Record<string, unknown>>;

/** Own syntax of conditions; `celOf` prints it. */
export type Formula =
  | Readonly<{ is: 'true' | 'false' }>
  | Readonly<{ is: 'fact'; name: string }>
  | Readonly<{ is: 'known'; name: string }>
  | Readonly<{ is: 'not'; of: Formula }>
  | Readonly<{ is: 'and' | 'or'; a: Formula; b: Formula }>
  | Readonly<{ is: 'if'; c: Formula; a: Formula; b: Formula }>
  | Readonly<{ is: 'compare'; sign: string; a: Term; b: Term }>
  | Readonly<{ is: 'in'; a: Term; list: readonly (string | number)[] }>
  | Readonly<{ is: 'set'; test: string; name: string; list: readonly string[] }>
  | Readonly<{ is: 'under18'; born: Term; on: Term }>;

/** Own syntax of values. */
export type Term =
  | Readonly<{ is: 'value'; value: string | number }>
  | Readonly<{ is: 'day'; value: string }>
  | Readonly<{ is: 'name'; name: string }>
  | Readonly<{ is: 'shift'; unit: string; of: Term; by: number }>
  | Readonly<{ is: 'years'; born: Term; on: Term }>
  | Readonly<{ is: 'pick'; if: Formula; a: Term; b: Term }>;

const quoted = (value: string | number): string => (typeof value === 'number' ? String(value) : `'${value}'`);

/** The value as CEL. */
export const celOfTerm = (term: Term): string => {
  switch (term.is) {
    case 'value': return quoted(term.value);
    case 'day': return `date('${term.value}')`;
    case 'name': return term.name;
    case 'shift': return `add${term.unit}(${celOfTerm(term.of)}, ${term.by})`;
    case 'years': return `fullYears(${celOfTerm(term.born)}, ${celOfTerm(term.on)})`;
    case 'pick': return `((${celOf(term.if)}) ? ${celOfTerm(term.a)} : ${celOfTerm(term.b)})`;
  }
};

/** The formula as CEL. */
export const celOf = (formula: Formula): string => {
  switch (formula.is) {
    case 'true': case 'false': return formula.is;
    case 'fact': return formula.name;
    case 'known': return `known(${formula.name})`;
    case 'not': return `!(${celOf(formula.of)})`;
    case 'and': return `(${celOf(formula.a)} && ${celOf(formula.b)})`;
    case 'or': return `(${celOf(formula.a)} || ${celOf(formula.b)})`;
    case 'if': return `((${celOf(formula.c)}) ? (${celOf(formula.a)}) : (${celOf(formula.b)}))`;
    case 'compare': return `${celOfTerm(formula.a)} ${formula.sign} ${celOfTerm(formula.b)}`;
    case 'in': return `${celOfTerm(formula.a)} in [${formula.list.map(quoted).join(', ')}]`;
    case 'set': return `${formula.test}(${formula.name}, [${formula.list.map(quoted).join(', ')}])`;
    case 'under18': return `under18(${celOfTerm(formula.born)}, ${celOfTerm(formula.on)})`;
  }
};

type Three = true | false | '?';

/** 周岁 by Temporal: the day after the birthday completes the year; '?' on the disputed day and before birth. */
const yearsBetween = (bornText: string, onText: string): number | '?' => {
  const born = Temporal.PlainDate.from(bornText);
  const on = Temporal.PlainDate.from(onText);
  if (Temporal.PlainDate.compare(on, born) < 0) return '?';
  const leapling = born.month === 2 && born.day === 29;
  if (leapling && on.month === 3 && on.day === 1 && !on.inLeapYear && on.year > born.year) return '?';
  if (on.equals(born)) return 0;
  return born.until(on.subtract({ days: 1 }), { largestUnit: 'year' }).years;
};

const termValue = (term: Term, facts: Plain): unknown => {
  switch (term.is) {
    case 'value': case 'day': return term.value;
    case 'name': return facts[term.name] ?? '?';
    case 'shift': {
      const from = termValue(term.of, facts);
      if (from === '?') return '?';
      const unit = term.unit.toLowerCase();
      return Temporal.PlainDate.from(String(from)).add({ [unit]: term.by }, { overflow: 'constrain' }).toString();
    }
    case 'pick': {
      const [c, a, b] = [truthOf(term.if, facts), termValue(term.a, facts), termValue(term.b, facts)];
      return c === '?' ? (a === b ? a : '?') : c ? a : b;
    }
    case 'years': {
      const [born, on] = [termValue(term.born, facts), termValue(term.on, facts)];
      return born === '?' || on === '?' ? '?' : yearsBetween(String(born), String(on));
    }
  }
};

const compared = (sign: string, a: never, b: never): boolean =>
  ({ '==': a === b, '!=': a !== b, '<': a < b, '<=': a <= b, '>': a > b, '>=': a >= b })[sign] ?? false;

const inSet = (test: string, members: readonly string[], list: readonly string[]): boolean => {
  if (test === 'hasAny') return list.filter((name) => members.includes(name)).length > 0;
  if (test === 'hasAll') return list.filter((name) => !members.includes(name)).length === 0;
  return members.length > 0 && members.filter((name) => !list.includes(name)).length === 0;
};

/** Truth of a formula: '?' is unknown. */
export const truthOf = (formula: Formula, facts: Plain): Three => {
  switch (formula.is) {
    case 'true': return true;
    case 'false': return false;
    case 'fact': return (facts[formula.name] ?? '?') as Three;
    case 'known': return facts[formula.name] !== undefined;
    case 'not': {
      const value = truthOf(formula.of, facts);
      return value === '?' ? '?' : !value;
    }
    case 'and': {
      const both = [truthOf(formula.a, facts), truthOf(formula.b, facts)];
      return both.includes(false) ? false : both.includes('?') ? '?' : true;
    }
    case 'or': {
      const both = [truthOf(formula.a, facts), truthOf(formula.b, facts)];
      return both.includes(true) ? true : both.includes('?') ? '?' : false;
    }
    case 'if': {
      const [c, a, b] = [truthOf(formula.c, facts), truthOf(formula.a, facts), truthOf(formula.b, facts)];
      return c === '?' ? (a === b ? a : '?') : c ? a : b;
    }
    case 'compare': {
      const [a, b] = [termValue(formula.a, facts), termValue(formula.b, facts)];
      return a === '?' || b === '?' ? '?' : compared(formula.sign, a as never, b as never);
    }
    case 'in': {
      const a = termValue(formula.a, facts);
      return a === '?' ? '?' : formula.list.some((value) => value === a);
    }
    case 'set': {
      const members = facts[formula.name];
      return members === undefined ? '?' : inSet(formula.test, members as readonly string[], formula.list);
    }
    case 'under18': {
      const years = termValue({ is: 'years', born: formula.born, on: formula.on }, facts);
      if (years !== '?') return Number(years) < 18;
      return disputedAwayFrom18(formula, facts);
    }
  }
};

/** The disputed day is unknown for eighteen only when exactly eighteen years are in question. */
const disputedAwayFrom18 = (formula: Formula & { is: 'under18' }, facts: Plain): Three => {
  const [born, on] = [termValue(formula.born, facts), termValue(formula.on, facts)].map(String);
  if (born === undefined || on === undefined || born === '?' || on === '?' || on < born) return '?';
  const years = Number(on.slice(0, 4)) - Number(born.slice(0, 4));
  return years === 18 ? '?' : years < 18;
};

/** A clause in own syntax. */
export type NaiveClause = Readonly<{
  id: string; from: string; to?: string; all: readonly Formula[]; outcome: string; sealFrom?: Term;
}>;

/** A matter in own syntax. */
export type NaiveMatter = Readonly<{ clauses: readonly NaiveClause[]; otherwise: string }>;

type Outcome = Readonly<{ outcome: string; sealFrom?: string }>;

const conclusionOf = (clause: NaiveClause, facts: Plain, asOf: string): Outcome | '?' => {
  if (clause.sealFrom === undefined) return { outcome: clause.outcome };
  const day = termValue(clause.sealFrom, facts);
  if (day === '?') return '?';
  return { outcome: String(day) > asOf ? 'sealFrom' : 'mustSeal', sealFrom: String(day) };
};

/** The meaning of a matter on plain facts: outcome, due day, truth of every limb by `clause/number`. */
export const decideNaively = (matter: NaiveMatter, facts: Plain, asOf: string): Readonly<{
  conclusion: Outcome; limbs: ReadonlyMap<string, Three>;
}> => {
  const inForce = matter.clauses.filter((clause) => clause.from <= asOf && (clause.to === undefined || asOf < clause.to));
  const limbs = new Map(inForce.flatMap((clause) =>
    clause.all.map((formula, i) => [`${clause.id}/${i}`, truthOf(formula, facts)] as const)));
  const truths = inForce.map((clause) => {
    const values = clause.all.map((_, i) => limbs.get(`${clause.id}/${i}`));
    return values.includes(false) ? false : values.includes('?') ? '?' : true;
  });
  const first = truths.indexOf(true);
  const candidates = inForce.filter((_, i) => truths[i] === '?' && (first === -1 || i < first));
  const last = first === -1 ? undefined : inForce[first];
  const final: Outcome | '?' = last === undefined ? { outcome: matter.otherwise } : conclusionOf(last, facts, asOf);
  const possible = [...candidates.map((clause) => conclusionOf(clause, facts, asOf)), final];
  const words = new Set(possible.map((each) =>
    (each === '?' ? '?' : each.outcome === 'sealFrom' ? `sealFrom ${each.sealFrom}` : each.outcome)));
  const stands = words.size === 1 && !words.has('?') && final !== '?';
  return { conclusion: stands ? final : { outcome: 'needsReview' }, limbs };
};

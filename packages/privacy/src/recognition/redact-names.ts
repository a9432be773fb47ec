import { COMPOUND_SURNAMES, ROLE_WORDS, SURNAMES } from './surnames.ts';

const ROLES = new RegExp(`(?:${ROLE_WORDS.join('|')})(?:[（(][^）)]{0,12}[）)])?[:：]?`, 'g');
const NAME = new RegExp(`(?:${COMPOUND_SURNAMES.join('|')}|[${SURNAMES}])[\\u4e00-\\u9fff]{1,2}`, 'y');
const MASKED = new RegExp(`[${SURNAMES}]某[某甲乙丙丁戊己庚辛0]{0,2}`, 'g');
// Names written with a middle dot (阿不都·某某): up to three parts, each bounded.
const DOTTED = /[一-鿿]{1,6}(?:[·•・][一-鿿]{1,6}){1,3}/g;

// A second character of a given name is hardly one of these; after a name they are.
const AFTER_NAMES: ReadonlySet<string> = new Set('在于与和及等的因将以对被到把从驾持是系、之至就又已未犯均先来向用窃盗骗');
const JOINS: ReadonlySet<string> = new Set('、和与及');

// LIMIT: names kept of one text; a list of a thousand defendants is no judgment.
const NAMES_MAX = 64;

/**
 * The name that starts here, and where it ends; shortened where its last character goes differently
 * elsewhere.
 */
const nameAt = (text: string, at: number): string | undefined => {
  NAME.lastIndex = at;
  const found = NAME.exec(text)?.[0];
  if (found === undefined) return undefined;
  const last = found.at(-1) ?? '';
  if (found.length < 3) return AFTER_NAMES.has(last) ? undefined : found;
  const short = found.slice(0, -1);
  const next = text.indexOf(short, at + found.length);
  const isStable = next < 0 ? !AFTER_NAMES.has(last) : text.charAt(next + short.length) === last;
  return isStable ? found : short;
};

/** Names after words of a part in the proceedings, and those joined to them by 、 or 和. */
const namesOf = (text: string): readonly string[] => {
  const names = new Set<string>();
  ROLES.lastIndex = 0;
  for (let role = ROLES.exec(text); role !== null && names.size < NAMES_MAX; role = ROLES.exec(text)) {
    let at = ROLES.lastIndex;
    for (let name = nameAt(text, at); name !== undefined; name = nameAt(text, at)) {
      names.add(name);
      at += name.length;
      if (!JOINS.has(text.charAt(at))) break;
      at += 1;
    }
    ROLES.lastIndex = Math.max(at, ROLES.lastIndex);
  }
  return [...names].sort((one, other) => other.length - one.length);
};

const dotted = (match: string): string => {
  const role = match.lastIndexOf('人', match.search(/[·•・]/));
  return `${match.slice(0, role + 1)}某`;
};

/**
 * Every name that stands after a word of a part (被告人, 被害人, 证人 …), wherever it stands again; every 某-form;
 * names with a middle dot. LIMIT: a name that never follows such a word stays; features of fewer
 * documents than the vocabulary asks for are dropped for that reason.
 */
export const redactNames = (text: string): string => {
  let out = text.replace(DOTTED, dotted);
  for (const name of namesOf(out)) out = out.replaceAll(name, '某');
  return out.replace(MASKED, '某');
};

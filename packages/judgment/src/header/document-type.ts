import type { ReadRefusal } from '../reading.ts';
import { readCaseNumber } from './case-number.ts';
import { readCourt } from './court.ts';

// LIMIT: the title stands in the head; a quotation further down says nothing about the document itself.
const HEAD_CHARS_MAX = 400;
// LIMIT: the shortest ruling that decides anything has more characters.
const CHARS_MIN = 60;

type Kind = 'criminal' | 'other' | 'prosecutor';
const TITLES: readonly (readonly [Kind, RegExp])[] = [
  ['criminal', /(?<![号》《、，。；出持关])刑事(?:附带民事)?(?:公益诉讼)?(?:判决书|裁定书)(?![、，。；）》及和与证等])/],
  ['other', /(?<=^|院|审|纠纷|案)(?:民事|行政|执行|赔偿|破产)(?:判决书|裁定书|调解书|决定书)(?![、，。；）》及和与证等])/],
  ['other', /^.{0,40}行政处罚决定书/],
  ['prosecutor', /检察院(?:刑事)?(?:起诉书|不起诉决定书|附条件不起诉决定书|刑事抗诉书|抗诉书|量刑建议书)|起诉意见书/],
];
const COURT_SPEAKS = /本院(?:经?(?:审理|再审|审查|重审)后?)?认为|审理终结|经审理查明/;
const OPERATIVE = /(?:判[ \u3000]?决|裁[ \u3000]?定)[ \u3000]?如[ \u3000]?下/;
const CRIMINAL_PARTIES = /公诉机关|抗诉机关|自诉人|原审被告人|被告人|罪犯/;
const CIVIL_PARTIES = /(?:^|[\s。])(?:原告|被告(?!人|单位)|申请执行人|申请人|第三人)/;

type Head = Readonly<{ title: Kind | undefined; isCriminal: boolean; isComplete: boolean }>;

/** The kind of the title that stands first, and whether court, title and criminal number are all there. */
const readHead = (text: string): Head => {
  const squeezed = text.slice(0, HEAD_CHARS_MAX).replace(/\s+/g, '');
  const found = TITLES.map(([kind, pattern]) => ({ kind, at: squeezed.search(pattern) }));
  const title = found.filter(({ at }) => at !== -1).toSorted((a, b) => a.at - b.at)[0]?.kind;
  const court = readCourt(text);
  const number = readCaseNumber(text, court?.span.end ?? 0);
  const numberAt = number?.value.span.start ?? -1;
  // A number inside a sentence (作出（2014）…号判决) is one that the text quotes.
  const isHeading = numberAt === 0 || numberAt > 0 && /[\s书]/.test(text.charAt(numberAt - 1));
  const isOtherNumber = isHeading && number?.isCriminal === false && title === undefined;
  return {
    title: isOtherNumber ? 'other' : title,
    isCriminal: title === 'criminal' || title === undefined && isHeading && number?.isCriminal === true,
    isComplete: court !== undefined && title === 'criminal' && number?.isCriminal === true,
  };
};

const EMPTY = 'The document has no text; a criminal judgment was expected.';
const PROSECUTORS = 'The title is of a document of the procuratorate or police; give the judgment.';
const OTHER_TITLE = 'The title or case number is not of a criminal case; give a criminal judgment.';
const OTHER_PARTIES = 'The parties are those of a civil or administrative case; give a criminal judgment.';
const NOTHING = 'The text has neither the title nor the operative words of a criminal judgment.';

const refusal = (code: ReadRefusal['code'], message: string): ReadRefusal => ({ code, message });

/**
 * Why the text is no criminal judgment or ruling; undefined when it is one, even if parts are missing. The
 * title that stands first decides, not one quoted further down; without a title the text must speak as a
 * criminal court does. Linear in the length of the text.
 */
export const refuseDocument = (text: string): ReadRefusal | undefined => {
  if (!/\S/.test(text)) return refusal('EMPTY', EMPTY);
  const head = readHead(text);
  if (head.title === 'prosecutor') {
    return refusal('NOT_A_JUDGMENT', PROSECUTORS);
  }
  if (head.title === 'other') {
    return refusal('NOT_CRIMINAL', OTHER_TITLE);
  }
  const [speaks, decides] = [COURT_SPEAKS.test(text), OPERATIVE.test(text)];
  if (head.isComplete || head.isCriminal && (speaks || decides)) return undefined;
  if (speaks && decides && text.length >= CHARS_MIN) {
    if (CRIMINAL_PARTIES.test(text)) return undefined;
    if (CIVIL_PARTIES.test(text)) {
      return refusal('NOT_CRIMINAL', OTHER_PARTIES);
    }
  }
  return refusal('NOT_A_JUDGMENT', NOTHING);
};

import CCL from './texts/CCL.json' with { type: 'json' };
import CL from './texts/CL.json' with { type: 'json' };
import CPL from './texts/CPL.json' with { type: 'json' };
import CSL from './texts/CSL.json' with { type: 'json' };
import digests from './texts/digests.json' with { type: 'json' };
import LPM from './texts/LPM.json' with { type: 'json' };
import MPS2020 from './texts/MPS2020.json' with { type: 'json' };
import O2012 from './texts/O2012.json' with { type: 'json' };
import PIPL from './texts/PIPL.json' with { type: 'json' };
import PJD from './texts/PJD.json' with { type: 'json' };
import PL2026 from './texts/PL2026.json' with { type: 'json' };
import PPR from './texts/PPR.json' with { type: 'json' };
import PSAP from './texts/PSAP.json' with { type: 'json' };
import PSE from './texts/PSE.json' with { type: 'json' };
import S001 from './texts/S001.json' with { type: 'json' };
import S003 from './texts/S003.json' with { type: 'json' };
import S004 from './texts/S004.json' with { type: 'json' };
import SPC2006 from './texts/SPC2006.json' with { type: 'json' };
import SPC2011 from './texts/SPC2011.json' with { type: 'json' };
import SPC2021 from './texts/SPC2021.json' with { type: 'json' };
import type { SourceTag } from '../citations/instruments.ts';

/** One paragraph (款) with its items (项) on lines of their own; the tag says how well the words are known. */
export type Paragraph = Readonly<{ text: string; tag: SourceTag }>;

/** Article key (`286`, `133之1`, `2_3`, `VIEW_1`) → paragraphs. */
export type Articles = ReadonlyMap<string, readonly Paragraph[]>;

// Public-domain statute text (PRC Copyright Law, art. 5), copied by making/texts.ts and compared by a test.
const VERBATIM: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  CCL, CL, CPL, CSL, LPM, MPS2020, O2012, PIPL, PJD, PL2026, PPR, PSAP, PSE, S001, S003, S004, SPC2006, SPC2011,
  SPC2021,
};

// Digest sentences, never a quotation: the text itself was not at hand, or only in pieces.
const DIGESTS: Readonly<Record<string, Readonly<Record<string, readonly (readonly string[])[]>>>> = digests;

const tagOf = (text: string | undefined): SourceTag =>
  text === 'V' || text === 'V/P' || text === 'P' ? text : 'M-H';

const verbatimArticles = (articles: Readonly<Record<string, readonly string[]>>): Articles =>
  new Map(Object.entries(articles).map(([key, paragraphs]) =>
    [key, paragraphs.map((text): Paragraph => ({ text, tag: 'V' }))]));

const digestArticles = (articles: Readonly<Record<string, readonly (readonly string[])[]>>): Articles =>
  new Map(Object.entries(articles).map(([key, paragraphs]) =>
    [key, paragraphs.map(([text = '', tag]): Paragraph => ({ text, tag: tagOf(tag) }))]));

/** The text corpus: instrument id → articles. */
export const TEXTS: ReadonlyMap<string, Articles> = new Map([
  ...Object.entries(VERBATIM).map(([id, articles]) => [id, verbatimArticles(articles)] as const),
  ...Object.entries(DIGESTS).map(([id, articles]) => [id, digestArticles(articles)] as const),
]);

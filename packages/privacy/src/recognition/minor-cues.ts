/** A phrase that speaks of a minor, as a text has it: where it ends, and whether a character differs. */
export type MinorCue = Readonly<{ phrase: string; end: number; isExact: boolean }>;

/**
 * Phrases with which judgments speak of a defendant who was a minor.
 * @see 刑法第17条; 刑事诉讼法第277条至第287条
 */
const PHRASES: readonly string[] = [
  '作案时未满十八周岁', '犯罪时未满十八周岁', '犯罪时不满十八周岁', '作案时不满十八周岁', '不满十八周岁的未成年人',
  '已满十六周岁不满十八周岁', '已满十四周岁不满十六周岁', '系未成年被告人', '系未成年人犯罪', '未成年被告人', '未成年人犯罪',
  '被告人未成年', '犯罪记录予以封存', '附条件不起诉', '合适成年人到场',
];

/** Short words that are taken only as they stand: 年满十八 is one character off and says the opposite. */
const EXACT: readonly string[] = ['第十七条', '第17条', '未成年', '未满十八', '不满十八', '未满18', '不满18',
  '少年法庭', '十七周岁', '十六周岁'];

// LIMIT: cues shown of a text; a person reads the text anyway.
const CUES_MAX = 20;

/**
 * Ends of a phrase in a text with at most one character replaced, dropped or put in: Sellers' dynamic
 * programme, one column a character, so the work is the length of the text times that of the phrase.
 */
const endsOf = (text: string, phrase: string): readonly MinorCue[] => {
  const column = Array.from({ length: phrase.length + 1 }, (_, i) => i);
  const found: MinorCue[] = [];
  for (let at = 0; at < text.length && found.length < CUES_MAX; at += 1) {
    let diagonal = column[0] ?? 0;
    for (let i = 1; i <= phrase.length; i += 1) {
      const above = column[i] ?? 0;
      const differs = phrase.charAt(i - 1) === text.charAt(at) ? 0 : 1;
      column[i] = Math.min(diagonal + differs, above + 1, (column[i - 1] ?? 0) + 1);
      diagonal = above;
    }
    const distance = column[phrase.length] ?? phrase.length;
    if (distance <= 1) found.push({ phrase, end: at + 1, isExact: distance === 0 });
  }
  return found;
};

const exactly = (text: string, phrase: string): readonly MinorCue[] => {
  const found: MinorCue[] = [];
  for (let at = text.indexOf(phrase); at >= 0 && found.length < CUES_MAX; at = text.indexOf(phrase, at + 1)) {
    found.push({ phrase, end: at + phrase.length, isExact: true });
  }
  return found;
};

/**
 * Where a text may say that somebody was a minor, read through scanning errors of one character. A hint
 * for the person who reads it: it may speak of a victim, or be an appended statute, so it never fills the
 * field.
 */
export const minorCues = (text: string): readonly MinorCue[] => {
  const long = PHRASES.flatMap((phrase) => endsOf(text, phrase));
  const all = [...long, ...EXACT.flatMap((phrase) => exactly(text, phrase))].sort((one, other) =>
    one.end - other.end || Number(other.isExact) - Number(one.isExact));
  const kept: MinorCue[] = [];
  for (const cue of all) {
    const last = kept.at(-1);
    // The same place is one cue, by its best phrase.
    if (last === undefined || cue.end - last.end > cue.phrase.length) kept.push(cue);
    else if (cue.isExact && !last.isExact) kept[kept.length - 1] = cue;
  }
  return kept.slice(0, CUES_MAX);
};

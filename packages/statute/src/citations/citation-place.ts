/**
 * A place in an instrument, as a value. Ids read `INSTRUMENT_article[_paragraph][_item]`: `CPL_286_1` is
 * 第286条第一款, `M2022_18_1_3` 第十八条第一款第（三）项. Where the 刑法 has an article 之一, the short form means
 * it (`CL_133_1` is 第133条之一, `CL_253_1_2` its second paragraph) and a paragraph is written `CL_133_P1`.
 * In an article of one paragraph with items the second number is the item (`CPL_200_3`). An instrument
 * without articles is cited by its own id (`REF1034`).
 */
export type Citation = Readonly<{
  id: string;
  instrument: string;
  /** Key of the article in the corpus: `286`, `133之1`, `2_3` (二（三）), `VIEW_1`. */
  article: string;
  paragraph?: number;
  item?: number;
}>;

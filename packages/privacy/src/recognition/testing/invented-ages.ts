import { type SeededDraw, seededDraw } from '../seeded-order.ts';

/** An invented judgment with the age of its defendant at the act. `told`: how the text speaks of it. */
export type InventedAge = Readonly<{ text: string; isMinor: boolean; told: string }>;

const oneOf = <T>(list: readonly T[], draw: SeededDraw, otherwise: T): T => list[draw(list.length)] ?? otherwise;
const day = (year: number, draw: SeededDraw): string => `${year}年${1 + draw(12)}月${1 + draw(28)}日`;

/** Ways in which courts say it; A is the age. One way is to say nothing but the dates. */
const MINOR_WORDS: readonly string[] = [
  '被告人犯罪时未满十八周岁，依法应当从轻处罚', '被告人作案时已满十六周岁不满十八周岁，依法从轻处罚', '被告人系未成年人，初犯，酌情从轻',
  '鉴于被告人系未成年被告人，予以减轻处罚', '被告人实施犯罪时年仅A岁，不满18周岁，应当从轻', '依照《中华人民共和国刑法》第十七条第一款、第三款之规定',
  '法定代理人到庭参加诉讼，被告人未满十八周岁', '对被告人的犯罪记录予以封存', '',
];

/** Of adults: words that look like it, of victims, of others, of earlier times. */
const ADULT_WORDS: readonly string[] = [
  '被害人系不满十四周岁的幼女，依法从重处罚', '被害人未满十八周岁，由其母亲陪同陈述', '被告人曾因未成年时犯盗窃罪被判处缓刑', '同案人另案处理时系未成年人',
  '附：《中华人民共和国刑法》第七十二条 对不满十八周岁的人应当宣告缓刑', '被告人已年满十八周岁，系完全刑事责任能力人', '教唆未成年人参与盗窃，从重处罚',
  '', '', '', '', '', '',
];

const birthOf = (birth: string, draw: SeededDraw): string => oneOf(
  [`，${birth}出生`, `，${birth}生`, `，生于${birth}`, `，出生日期${birth}`, ''], draw, '');

/** Invented judgments, every second of a minor: grammar only, nobody's life. The same seed gives the same. */
export const inventedAges = (size: number, seed: number): readonly InventedAge[] => {
  const draw = seededDraw(seed);
  return Array.from({ length: size }, (_, at) => {
    const isMinor = at % 2 === 0;
    const act = 2009 + draw(12);
    const age = isMinor ? 14 + draw(4) : 18 + draw(40);
    // Born early in the year before the one that would make him older, so that the age at the act is right.
    const birth = day(act - age - (isMinor ? 0 : 1), draw);
    const told = isMinor ? oneOf(MINOR_WORDS, draw, '') : oneOf(ADULT_WORDS, draw, '');
    const text = `某县人民法院刑事判决书（${act + 1}）某刑初字第${1 + draw(900)}号。被告人闻小舟，男${birthOf(birth, draw)}，汉族，初中文化，`
      + `住某县某镇。因涉嫌犯盗窃罪于${day(act + 1, draw)}被刑事拘留。经审理查明，${act}年${1 + draw(12)}月${1 + draw(28)}日，被告人闻小舟翻窗`
      + `进入被害人家中，窃得现金${100 + draw(9000)}元。本院认为，被告人的行为已构成盗窃罪。${told.replace('A', String(age))}。`
      + '判决如下：被告人闻小舟犯盗窃罪，判处拘役四个月。如不服本判决，可在接到判决书的第二日起十日内上诉。';
    return { text, isMinor, told };
  });
};

const PER_MILLE = 1000;

/** A text whose digits a scan has exchanged for other digits, so many of 1,000. */
export const digitNoise = (text: string, perMille: number, seed: number): string => {
  const draw = seededDraw(seed);
  return text.replace(/[0-9]/g, (digit) => (draw(PER_MILLE) < perMille ? String(draw(10)) : digit));
};

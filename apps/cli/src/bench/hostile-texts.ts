/** LIMIT of the promise: a text of this many characters must be read in less than a second. */
export const HOSTILE_CHARACTERS = 1_000_000;

const fill = (piece: string): string =>
  piece.repeat(Math.ceil(HOSTILE_CHARACTERS / piece.length)).slice(0, HOSTILE_CHARACTERS);

/** A small judgment around which hostile text is wrapped; every name is invented. */
const HEAD = '云岭省青石县人民法院 刑事判决书 （2024）云9901刑初7号 公诉机关青石县人民检察院。 '
  + '被告人甲某，男，2001年1月1日出生，汉族。因本案于2024年1月2日被刑事拘留。 ';
const TAIL = ' 本院认为，被告人甲某犯盗窃罪。判决如下： 被告人甲某犯盗窃罪，判处有期徒刑六个月，并处罚金人民币一千元。 '
  + '审判员乙某 二〇二四年三月一日 书记员丙某';

/**
 * Texts made to be slow: repeated tokens of every grammar, unclosed brackets, endless numerals,
 * nothing but spaces.
 */
export const hostileTexts = (): readonly Readonly<{ name: string; text: string }>[] => [
  { name: 'one character', text: fill('一') },
  { name: 'open brackets', text: HEAD + fill('（') + TAIL },
  { name: 'defendants without end', text: HEAD + fill('被告人甲某，男，') + TAIL },
  { name: 'dates', text: HEAD + fill('2024年1月1日，同年次日，') + TAIL },
  { name: 'numerals', text: HEAD + fill('一百二十三万四千五百六十七') + TAIL },
  { name: 'priors', text: HEAD + fill('曾因犯盗窃罪于2010年1月1日被判处有期徒刑一年，') + TAIL },
  { name: 'dispositions', text: HEAD + fill('判决如下： 一、被告人甲某犯盗窃罪，判处有期徒刑一年；') + TAIL },
  { name: 'penalties', text: `${HEAD}本院认为。判决如下： ${fill('判处有期徒刑一年，并处罚金一元，缓刑一年，')}${TAIL}` },
  { name: 'findings', text: HEAD + fill('本院认为，被告人甲某系累犯，系自首，不予采纳，') + TAIL },
  { name: 'spaces', text: HEAD + fill(' ') + TAIL },
];

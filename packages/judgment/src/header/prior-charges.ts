/** Charges that stand alone: only a list of these is split (盗窃、抢劫罪), a selective name (容留、介绍卖淫罪) never. */
const STANDALONE = new Set([
  '盗窃', '抢劫', '抢夺', '诈骗', '强奸', '轮奸', '故意伤害', '故意杀人', '寻衅滋事', '聚众斗殴', '敲诈勒索', '非法拘禁', '绑架',
  '赌博', '开设赌场', '流氓', '妨害公务', '危险驾驶', '交通肇事', '信用卡诈骗', '合同诈骗', '职务侵占', '挪用资金', '挪用公款',
  '贪污', '受贿', '行贿', '贩卖毒品', '运输毒品', '非法持有毒品', '容留他人吸毒', '故意毁坏财物', '放火', '脱逃', '销赃',
  '重婚', '侮辱', '诽谤', '猥亵儿童', '奸淫幼女', '投机倒把',
]);

// LIMIT: the longest charge of the catalogue has 53 characters; a longer run is a sentence, not a charge.
const CHARGE_CHARS_MAX = 55;
const CHARGES_MAX = 12;
/** Words that show that the run is no charge but part of a sentence. */
const NO_CHARGE = /[。；：“”\d年]|法院|公安|被判|判处|有期徒刑|曾因|涉嫌|前科|数罪/;

const clean = (name: string): string => name.replace(/^[有了，、\s]+/, '').replace(/[\s“”"]/g, '');

/** Offset of the 罪 that closes the charge begun at `from`; the 罪 of 犯罪 inside a name closes none. */
const chargeEnd = (part: string, from: number): number => {
  const limit = from + CHARGE_CHARS_MAX;
  for (let at = part.indexOf('罪', from); at !== -1 && at <= limit; at = part.indexOf('罪', at + 1)) {
    const next = part.charAt(at + 1);
    if (part.charAt(at - 1) === '犯' && /[所方的分集活]/.test(next)) continue;
    return at + 1;
  }
  return -1;
};

const splitStandalone = (name: string): readonly string[] => {
  const parts = name.replace(/罪$/, '').split(/[、和及]/);
  const isList = parts.length > 1 && parts.every((part) => STANDALONE.has(part));
  return isList ? parts.map((part) => `${part}罪`) : [name];
};

/** Charges that follow at `from`: A罪、B罪和C罪; each literally, with 罪 added where the text drops it. */
const chargesAt = (part: string, from: number): readonly string[] => {
  const found: string[] = [];
  let at = from;
  while (found.length < CHARGES_MAX) {
    const end = chargeEnd(part, at);
    const name = end === -1 ? '' : clean(part.slice(at, end));
    if (name.length < 3 || NO_CHARGE.test(name) || /^(?:于|被|在|经)/.test(name)) break;
    found.push(...splitStandalone(name));
    if (!/[、，和及与]/.test(part.charAt(end))) break;
    at = end + 1;
  }
  if (found.length > 0) return found;
  const bare = /^[有了]?([^，。；：\s\d]{2,20}?)(?=[，,]|于|被|经|一案|（|$)/.exec(part.slice(from, from + 24))?.[1] ?? '';
  const isNone = bare === '' || bare.startsWith('罪') || NO_CHARGE.test(bare);
  return isNone ? [] : splitStandalone(`${clean(bare)}罪`);
};

/** 犯 as the verb: not in 犯罪所得, 侵犯公民个人信息, 罪犯. */
const COMMITTED = /(?<![侵罪防嫌])犯(?!罪|人)|(?<=涉嫌)犯(?!罪|人)/g;
const BY_NAME = /以(?:犯)?([^，。；：\s以]{2,50}罪)(?:对其)?$/;
const REASON = /因(?:涉嫌)?(?!犯|本案|故意犯罪|过失犯罪|犯罪)/g;

const lastMatch = (pattern: RegExp, part: string): number => {
  let last = -1;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(part); match !== null; match = pattern.exec(part)) {
    last = match.index + match[0].length;
  }
  return last;
};

/**
 * The charges of an earlier conviction, from the words that lead to 判处: 因犯A罪、B罪…被, 犯A罪被, 因A罪于, 以A罪判处.
 * Empty when no charge is named (曾因故意犯罪被判处).
 */
export const readPriorCharges = (part: string): readonly string[] => {
  const byName = BY_NAME.exec(part)?.[1];
  if (byName !== undefined && !NO_CHARGE.test(byName)) return chargesAt(byName, 0);
  const committed = lastMatch(COMMITTED, part);
  if (committed !== -1) {
    const charges = chargesAt(part, committed);
    if (charges.length > 0) return charges;
  }
  const reason = lastMatch(REASON, part);
  return reason === -1 ? [] : chargesAt(part, reason);
};

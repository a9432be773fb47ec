import type { Evidenced, Span } from '@fengcun/kernel';
import type { Party } from './parties.ts';

/** Who is charged, in the sentence on the indictment: 指控被告人甲、乙犯某罪，被告单位丙犯某罪. */
const CHARGED = /(?:指控|审理|以|[：。\s])(?:的)?(?=(?:原审)?被告(?:人|单位)[^。；犯]{1,200}?犯)/g;
const GROUP = /(?:原审)?(被告人|被告单位)([^。；犯]{1,200}?)(?=涉嫌|犯)/y;
const BETWEEN = /(?:涉嫌)?犯[^。；被]{1,80}?[，、；及和](?=(?:原审)?被告)/y;
const BRACKET = /[（(][^（）()]{0,60}[）)]/g;
// LIMIT: the indictment sentence stands right after the parties.
const ZONE_CHARS_MAX = 1_500;
const NAME = /^[^\s，。：；“”]{2,40}$/;
const UNIT = /(?:公司|厂|合作社|中心|企业|集团|医院|学校)$/;

const groupParties = (names: string, start: number, isEntity: boolean): readonly Party[] => {
  const blank = names.replace(BRACKET, (bracket) => ' '.repeat(bracket.length));
  let offset = 0;
  return blank.split(/[、，及和]/).flatMap((part): Party[] => {
    const at = offset + part.search(/\S|$/);
    offset += part.length + 1;
    const role = /^(?:原审)?被告(人|单位)/.exec(part.trim());
    const value = part.trim().slice(role?.[0].length ?? 0);
    const begin = start + at + (part.trim().length - value.length);
    if (!NAME.test(value)) return [];
    const name: Evidenced<string> = { value, span: { start: begin, end: begin + value.length } };
    const isUnit = role === null ? UNIT.test(value) || isEntity && value.length > 6 : role[1] === '单位';
    return [{ name, aliases: [], isEntity: isUnit, custody: [], priorConvictions: [], block: name.span }];
  });
};

/**
 * The defendants as the sentence on the indictment names them, for documents whose party paragraphs were
 * removed. Names only. Empty when no such sentence stands near the head.
 */
export const partiesCharged = (text: string, from: number): readonly Party[] => {
  const zone: Span = { start: from, end: Math.min(text.length, from + ZONE_CHARS_MAX) };
  CHARGED.lastIndex = zone.start;
  const match = CHARGED.exec(text);
  if (match === null || match.index > zone.end) return [];
  const found: Party[] = [];
  for (let at = match.index + match[0].length; at < zone.end;) {
    GROUP.lastIndex = at;
    const group = GROUP.exec(text);
    if (group === null) break;
    const start = at + group[0].length - (group[2] ?? '').length;
    found.push(...groupParties(group[2] ?? '', start, group[1] === '被告单位'));
    BETWEEN.lastIndex = GROUP.lastIndex;
    if (!BETWEEN.test(text)) break;
    at = BETWEEN.lastIndex;
  }
  return found.filter((party, index) =>
    found.findIndex((other) => other.name.value === party.name.value) === index);
};

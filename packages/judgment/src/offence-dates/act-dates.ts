import type { Span } from '@fengcun/kernel';
import { startAfterMark } from '../text/marks.ts';
import type { DateToken } from '../text/dates.ts';

/** What a date in the account of the facts is of; `unclear` may be either and never sets a date by itself. */
export type DateMeaning = 'act' | 'proceeding' | 'unclear';

/** Words of police, courts and aftermath; a clause with one of them and no act tells no act. */
const PROCEEDING = new RegExp([
  '抓获|捉获|归案|投案|传唤|到案|报案|报警|立案|扣押|取保|逮捕|拘留|监视居住|羁押|鉴定|检验|检测|勘验|勘查|出生|出具|判决|判处|刑满|释放|前科|赔偿|谅解',
  '|退赃|退赔|退还|退缴|发还|协议|公诉|起诉|受理|审理|开庭|调解|仲裁|催收|催告|责令|送达|移送|死亡|抢救|住院|治疗|注册|成立|登记|生效|通知|搜查|接警',
  '|戒毒|有效期|颁发|公告|查获|查证|核实|签收|信访|举报|民警|公安',
].join(''));
const AFTERMATH = /^(?:案发后|事发后|事后|另查|还查明|又查明|再查明|归案后|到案后|经鉴定|经检验|同时查明)/;
/** Words of acts that the charges of the catalogue punish. */
const ACT = new RegExp([
  '贩卖|贩毒|出售|销售|贩运|运输|制造|生产|容留|吸食|注射|盗|窃|抢|夺|强奸|奸淫|奸|猥亵|性关系|性行为|殴打|打伤|追打|砍|刺|捅|击打|致伤|杀|驾驶|醉酒',
  '|酒后|相撞|碰撞|肇事|追尾|诈骗|骗|虚构|伪造|变造|赌|开设|滋事|打砸|砸|敲诈|勒索|拘禁|非法|擅自|索取|收受|贪污|侵占|挪用|套取|截留|行贿|受贿|虚开',
  '|滥伐|采伐|放火|点燃|藏匿|窝藏|掩饰|妨害|推搡|辱骂|拒不|逃匿|传播|上传|卖淫|嫖娼|威胁|恐吓|持刀|纠集|冒用|透支|泄露|诬告|作伪证|倾倒|排放|闯入|撬',
  '|劫|袭|咬|踢|踹|偷|交付|收购|包庇|顶替|猎|捕捞|焚烧|爆炸|投放|绑架|虐待|遗弃|重婚|诽谤|侮辱|围攻|堵|拦截|拍摄|直播|转账|取款|套现|洗',
].join(''));
const BEFORE_IS_OTHER = /曾因|（$|出生于|生于|前罪|因犯[^，]{1,30}于$|被[^，。]{0,12}于$|至$|有效期/;
const VAGUE_AFTER = new RegExp([
  '^(?:左右|前后|以来|之前|以前|起|开始|期间|上旬|中旬|下旬|初|底|的一天|某日|间|[至到、和及](?:\\d{1,2}',
  '|[一二三十]{1,3})[日号]?(?![\\d年月]))',
].join(''));

// LIMIT: what a clause or sentence tells of its date.
const SENTENCE_MAX = 240;

const sentenceStart = (text: string, at: number, zone: Span): number =>
  Math.max(startAfterMark(text, at, { marks: '。；', limit: SENTENCE_MAX }), zone.start);

/** The words behind a date up to the next date or the end of the sentence. */
const tailOf = (text: string, token: DateToken, limit: number): string => {
  const tail = text.slice(token.span.end, Math.min(limit, token.span.end + SENTENCE_MAX));
  const stop = tail.search(/[。；]/);
  return stop < 0 ? tail : tail.slice(0, stop);
};

const meaningOf =
  (text: string, token: DateToken, within: Readonly<{ zone: Span; limit: number }>): DateMeaning => {
  const sentence =
    text.slice(sentenceStart(text, token.span.start, within.zone), token.span.start).trimStart();
  const tail = tailOf(text, token, within.limit);
  if (AFTERMATH.test(sentence) || /^日?(?:出)?生/.test(tail)) return 'proceeding';
  if (BEFORE_IS_OTHER.test(sentence.slice(-40)) && !/至$/.test(sentence)) return 'proceeding';
  // 因吸食毒品被行政处罚: the act is only the reason, the date is of the penalty.
  if (/^[^。；]{0,40}因[^，。；]{1,24}(?:被|经|受到)/.test(tail)) return 'proceeding';
  const isOfAct = ACT.test(tail);
  const proceeding = tail.search(PROCEEDING);
  if (!isOfAct) return proceeding >= 0 && proceeding <= 40 ? 'proceeding' : 'unclear';
  // 被告人…贩卖毒品时被当场抓获 tells the act first; 被民警查获，供述曾贩卖… the other way round.
  const act = tail.search(ACT);
  return proceeding >= 0 && proceeding < act ? 'unclear' : 'act';
};

/** A date with its meaning; `isVague` for 5月1日左右, 2017年3月 and the like. */
export type ActDate = Readonly<{ token: DateToken; meaning: DateMeaning; isVague: boolean }>;

const SUBJECT_FOLLOWS = /^[^。；，]{0,14}，?[^。；，]{0,4}被告人/;

/** The only date of an account that begins 某日，被告人… is that of the act, whatever the verb. */
const withLoneAct = (text: string, dates: readonly ActDate[]): readonly ActDate[] => {
  const told = dates.filter((date) => date.meaning !== 'proceeding');
  const [only] = told;
  if (only === undefined || told.length > 1 || only.meaning === 'act') return dates;
  const tail = tailOf(text, only.token, only.token.span.end + SENTENCE_MAX);
  const isLone = SUBJECT_FOLLOWS.test(tail) && !PROCEEDING.test(tail);
  return isLone ? dates.map((date) => (date === only ? { ...date, meaning: 'act' } : date)) : dates;
};

/** Sorts the dates of the account by what they are of. */
export const actDates = (text: string, tokens: readonly DateToken[], zone: Span): readonly ActDate[] =>
  withLoneAct(text, tokens.map((token, index) => {
    const limit = tokens[index + 1]?.span.start ?? zone.end;
    // 5月6日至10月28日，被告人…窃取: what the second date tells holds for the first.
    const joined = tokens[index + 1];
    const isRange = joined !== undefined
      && /^(?:至|到|起至|起，至|、|和|及)$/.test(text.slice(token.span.end, joined.span.start));
    const meaning = isRange
      ? meaningOf(text, joined, { zone, limit: tokens[index + 2]?.span.start ?? zone.end })
      : meaningOf(text, token, { zone, limit });
    const isVague = token.date === undefined
      || VAGUE_AFTER.test(text.slice(token.span.end, token.span.end + 4));
    return { token, meaning, isVague };
  }));

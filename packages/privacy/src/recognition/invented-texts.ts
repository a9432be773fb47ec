import type { LabelledText } from './labelled-text.ts';
import { type SeededDraw, seededDraw } from './seeded-order.ts';

const SURNAMES = '闻闵柴褚苗岑凌裴霍乔';
const GIVEN = ['小舟', '一帆', '文远', '晓棠', '大川', '若谷', '长庚', '秋实'];
const PLACES = ['青石县苇塘镇', '青石县柳湾村', '明水市北关街', '明水市渡口路', '岭南区新桥路'];
const REGIONS = ['云岭省', '东屏省', '西泽省'];

type Story = Readonly<{
  charge: string; weight: number; openings: readonly string[]; closings: readonly string[];
}>;

/** Ways in which invented acts are told; X is the defendant, Y the other person, P a place, N a number. */
const STORIES: readonly Story[] = [
  { charge: '盗窃罪', weight: 6,
    openings: ['X在P趁店内无人之机，窃得现金N元及香烟N条', 'X翻窗进入Y位于P的住处，盗走手机一部', 'X在P撬开电动车锁，将Y的电动车窃走',
      'X在P的公交车上扒窃Y的钱包，内有现金N元'],
    closings: ['经价格认证，被盗财物价值N元，赃物已发还', '所得赃款已挥霍，X被民警抓获', '案发后X退赔了失主的损失'] },
  { charge: '诈骗罪', weight: 4,
    openings: ['X谎称能代办入学手续，骗取Y现金N元', 'X以投资养殖为名，虚构事实，先后骗得Y转账N元', 'X冒充亲属在网上聊天，诱使Y汇款N元'],
    closings: ['款项被X用于赌博挥霍，无法归还', 'Y发现被骗后报案，损失N元', '赃款已部分退还Y'] },
  { charge: '故意伤害罪', weight: 4,
    openings: ['X在P与Y因琐事发生口角，持木棍将Y打伤', 'X在P因停车纠纷用拳头击打Y面部', 'X酒后在P持刀将Y左臂砍伤'],
    closings: ['经法医鉴定，Y的损伤程度为轻伤二级', '经鉴定Y面部骨折，构成轻伤一级', '案发后双方达成赔偿协议并取得谅解'] },
  { charge: '危险驾驶罪', weight: 4,
    openings: ['X饮酒后驾驶小型轿车行驶至P，被执勤民警查获', 'X醉酒驾驶二轮摩托车在P与护栏相撞', 'X酒后驾车行经P时被交警拦下检查'],
    closings: ['经检验，血液中乙醇含量为每百毫升N毫克', '经鉴定血液酒精含量达到醉酒标准', 'X对醉酒驾驶机动车的事实供认不讳'] },
  { charge: '开设赌场罪', weight: 2,
    openings: ['X在P的出租屋内摆放麻将机供他人赌博，抽头渔利N元', 'X租用P的房屋设置扑克赌台，招揽赌客'],
    closings: ['当场查获赌资N元及赌具，X从中抽成', '共计抽头获利N元，参赌人员均已另处'] },
  { charge: '非法狩猎罪', weight: 1,
    openings: ['X在禁猎期内于P架设捕鸟网，猎捕野生鸟类N只', 'X使用电击工具在P山林猎捕野兔'],
    closings: ['经鉴定，猎获物属国家保护的有益野生动物', '现场缴获猎网及死亡鸟类N只'] },
];

const WHOLE = STORIES.reduce((sum, { weight }) => sum + weight, 0);

const oneOf = (list: readonly string[], draw: SeededDraw): string => list[draw(list.length)] ?? '';

const nameOf = (draw: SeededDraw): string => SURNAMES.charAt(draw(SURNAMES.length)) + oneOf(GIVEN, draw);

const storyOf = (draw: SeededDraw): Story | undefined => {
  let left = draw(WHOLE);
  return STORIES.find(({ weight }) => (left -= weight) < 0);
};

/**
 * Invented facts of invented people with their charges, for tests and demonstrations: easier than real
 * ones, with one rare charge. The same seed gives the same texts.
 */
export const inventedTexts = (size: number, seed: number): readonly LabelledText[] => {
  const draw = seededDraw(seed);
  return Array.from({ length: size }, (_, at) => {
    const story = storyOf(draw);
    const [defendant, other] = [nameOf(draw), nameOf(draw)];
    const region = oneOf(REGIONS, draw);
    const opening = oneOf(story?.openings ?? [], draw);
    const closing = oneOf(story?.closings ?? [], draw);
    const told = `${region}${PLACES[0]?.slice(0, 3) ?? ''}人民检察院指控，20${10 + draw(12)}年${1 + draw(12)}月的一天，`
      + `被告人${opening}。${closing}。被害人${other}的陈述、证人${nameOf(draw)}的证言等证据证实。`;
    const text = told.replaceAll('X', defendant).replaceAll('Y', other)
      .replaceAll('P', oneOf(PLACES, draw)).replace(/N/g, () => String(100 + draw(9900)));
    return { id: `invented-${seed}-${at}`, text, labels: { charge: story?.charge ?? '' }, region };
  });
};

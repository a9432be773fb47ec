import { mod112Character } from '@fengcun/kernel';
import type { Draw } from './random.ts';

/** Characters that stand for a family name; together with the given names below they are nobody's. */
const FAMILY = [
  '闻', '骆', '桑', '岑', '佴', '亓', '仉', '訾', '逄', '禤', '庹', '麴', '昝', '郤', '乜', '蒯', '逯', '竺',
];
const TWO = ['第五', '百里', '呼延', '即墨', '南荣', '微生'];
const FIRST = ['小', '一', '听', '问', '折', '拾', '数', '渡', '挽', '枕'];
const SECOND = ['檐', '砚', '汀', '禾', '棹', '苇', '榫', '橹', '笺', '鹭', '芦', '杼', '垄', '萤', '蓑'];
/** Names as several peoples write them, with the separating dot; invented, and long ones among them. */
const DOTTED = ['阿依檐·虚尔曼', '古丽苇·芦汗江', '吉木·拾砚', '扎西·听汀', '帕孜棹·枕鹭提', '巴图·问垄',
  '乌兰·折笺'];
const LONG = ['迪丽拜尔苇·艾合买提虚江', '阿布都热依木檐·麦麦提砚江·虚构'];

const DOTTED_PERCENT = 7;
const LONG_PERCENT = 2;
const TWO_PERCENT = 8;

/** An invented name; about one in ten is written with a separating dot, some are long. */
export const inventedName = (draw: Draw): string => {
  if (draw.chance(LONG_PERCENT)) return draw.of(LONG);
  if (draw.chance(DOTTED_PERCENT)) return draw.of(DOTTED);
  const family = draw.chance(TWO_PERCENT) ? draw.of(TWO) : draw.of(FAMILY);
  return `${family}${draw.of(FIRST)}${draw.of(SECOND)}`;
};

const DISTRICTS = ['530202', '530203', '530221'];

/**
 * An invented resident number with its check character: of districts this country has not, and of a birth
 * date that is given; `serial` makes it different from all others.
 */
export const inventedNumber = (bornOn: string, serial: number): string => {
  const district = DISTRICTS[serial % DISTRICTS.length] ?? '530202';
  const digits = `${district}${bornOn.replaceAll('-', '')}${String(1 + serial % 999).padStart(3, '0')}`;
  return digits + mod112Character(digits);
};

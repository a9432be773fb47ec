/** A file of invented public-order decisions, `count` of them; the same for the same count. */
export const inventedRows = (count: number): string => {
  const head = '记录编号,记录类型,姓名,主体类型,出生日期,决定机关,决定书文号,违法日期,处罚日期,处罚种类,是否撤销';
  const two = (value: number): string => String(value).padStart(2, '0');
  const lines = Array.from({ length: count }, (_, at) => {
    const [month, day] = [two(1 + (at % 9)), two(1 + (at % 27))];
    return `ZR-${at},治安处罚决定,虚构${'甲乙丙丁戊己庚辛壬癸'[at % 10]}${at},自然人,19${70 + (at % 25)}-${month}-${day},青石县公安局,青公（治）行罚决字〔2026〕${1000 + at}号,2026-01-${day},2026-02-${day},警告,否`;
  });
  return `\ufeff${head}\n${lines.join('\n')}\n`;
};

/** Numbers between 0 and 1 that are the same in each run (mulberry32). */
export const seeded = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

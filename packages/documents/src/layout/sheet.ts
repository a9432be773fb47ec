const POINTS_PER_MM = 72 / 25.4;

/** Millimetres in points. */
export const mm = (millimetres: number): number => millimetres * POINTS_PER_MM;

/**
 * A4 with the type area of official papers: 天头 37 mm, 订口 28 mm, 版心 156 mm × 225 mm, 22 lines of 28
 * characters in 三号. @see GB/T 9704—2012 §5.2
 */
export const SHEET = {
  width: mm(210), height: mm(297), left: mm(28), top: mm(37), columnWidth: mm(156), columnHeight: mm(225),
  right: mm(28 + 156), leading: mm(225) / 22, footer: mm(22),
} as const;

/** Sizes of type in points by their Chinese names. */
export const TYPE = {
  chuHao: 42, yiHao: 26, erHao: 22, xiaoEr: 18, sanHao: 15.75, siHao: 14, wuHao: 10.5, xiaoWu: 9, liuHao: 7.5,
} as const;

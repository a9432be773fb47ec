const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

const describe = (token: string): string => {
  const points = [...token];
  const marks = points.slice(1).map(codePoint).join(' ');
  return marks === '' ? codePoint(token) : `${codePoint(token)}（异体字形 ${marks}）`;
};

/**
 * The note below a text that has characters without a shape in the font: a box on the paper always has its
 * code beside it, so that a rare name is never lost. Undefined where every character has its shape.
 */
export const missingSignsNote = (missing: readonly string[]): string | undefined => {
  if (missing.length === 0) return undefined;
  const codes = missing.map(describe).join('、');
  return `注：本件有 ${missing.length} 个字在所用字库中没有相应字形，印作方框或通用字形，依次为统一码（Unicode）${codes}，以编码为准。`;
};

import { type Field, type Template, TEMPLATES } from '@fengcun/documents';
import type { Language } from '../terminal.ts';

const kindOf = (field: Field, language: Language): string => {
  const isZh = language === 'zh';
  switch (field.type) {
    case 'text': return isZh ? `文字，至多${field.max}字` : `text, at most ${field.max} characters`;
    case 'list': return isZh
      ? `列表，至多${field.maxItems}项` : `list, at most ${field.maxItems} items of ${field.max} characters`;
    case 'date': return isZh ? '日期 YYYY-MM-DD' : 'day, YYYY-MM-DD';
    case 'count': return isZh ? `整数 ${field.min}–${field.max}` : `whole number ${field.min}–${field.max}`;
    default: return Object.keys(field.options).join(' | ');
  }
};

/** The papers that can be made, one a line. */
export const listTemplates = (language: Language): string => {
  const width = Math.max(...TEMPLATES.map(({ id }) => id.length));
  return TEMPLATES.map(({ id, version, title, titleEn }) =>
    `${id.padEnd(width)}  ${version}  ${title}${language === 'zh' ? '' : `  ${titleEn}`}\n`).join('');
};

/** One paper: its basis and its fields with their bounds. */
export const describeTemplate = (template: Template, language: Language): string => {
  const isZh = language === 'zh';
  const head = `${template.title}  ${template.id}/${template.version}\n`
    + `${isZh ? '样式待与官方文本核对' : 'the official form must still be compared'}\n`;
  const basis = template.basis.map(({ cite, tag }) => `  [${tag}] ${cite}\n`).join('');
  const width = Math.max(...template.fields.map(({ name }) => name.length));
  const optional = isZh ? '（可不填）' : ' (optional)';
  const fields = template.fields.map((field) => {
    const label = `${field.label}${field.required ? '' : optional}`;
    return `  ${field.name.padEnd(width)}  ${label}: ${kindOf(field, language)}\n`;
  });
  return `${head}\n${isZh ? '依据' : 'Basis'}\n${basis}\n${isZh ? '字段' : 'Fields'}\n${fields.join('')}`;
};

import { FACTS, WORDS } from 'virtual:policy-packs';
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';

/** Keys of lines whose value is a condition or a date in CEL. */
const CEL_KEYS = /^\s*(?:- )?(?:when|sealFrom|date|if|text|counts):\s/;
/** LIMIT: lines looked back over to find the key of a folded condition. */
const LINES_BACK = 12;

/** Names that the text itself declares: parameters, definitions and switches, as `- id: Name`. */
const DECLARED = /^\s*- id: ([A-Za-z][\w-]*)\s*$/gm;

const facts = (language: 'zh' | 'en'): readonly Completion[] => FACTS.flatMap(({ name, title, values }) => [
  { label: name, detail: title[language], type: 'property', boost: 1 },
  ...values.map((value) => ({ label: `'${value}'`, detail: title[language], type: 'constant', boost: -1 })),
]);

const functions: readonly Completion[] = WORDS.map((name) => ({ label: name, type: 'function' }));

const indentOf = (line: string): number => line.length - line.trimStart().length;

/** Whether a place lies in a condition: on a line of such a key, or in the folded text beneath one. */
export const isInCondition = (lines: readonly string[], at: number): boolean => {
  const own = lines[at] ?? '';
  if (CEL_KEYS.test(own)) return true;
  for (let i = at - 1; i >= Math.max(0, at - LINES_BACK); i -= 1) {
    const line = lines[i] ?? '';
    if (indentOf(line) < indentOf(own)) return CEL_KEYS.test(`${line} `);
  }
  return false;
};

/** Names that a text declares and its conditions may use. */
export const declaredNames = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(DECLARED)].flatMap(([, name]) =>
    (name !== undefined && /^[A-Z]|[a-z][A-Z]/.test(name) && !name.includes('-') ? [name] : [])))];

/** Completes the words of a condition: facts, their values, functions, and what the pack itself declares. */
export const completePack = (language: 'zh' | 'en') => (context: CompletionContext): CompletionResult | null => {
  const word = context.matchBefore(/'?[\w]*/);
  if (word === null || (word.from === word.to && !context.explicit)) return null;
  const { doc } = context.state;
  const at = doc.lineAt(context.pos).number;
  const first = Math.max(1, at - LINES_BACK);
  const lines = Array.from({ length: at - first + 1 }, (_, i) => doc.line(first + i).text);
  if (!isInCondition(lines, lines.length - 1)) return null;
  const own = declaredNames(doc.toString()).map((label) => ({ label, type: 'variable', boost: 2 }));
  return { from: word.from, options: [...own, ...facts(language), ...functions], validFor: /^'?\w*$/ };
};

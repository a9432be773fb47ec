import { autocompletion, closeBrackets, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { foldGutter, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import { useWords } from '../../../app/language.tsx';
import { completePack } from './pack-words.ts';

/** Something said about a place of the text: line and column from 1. */
export type PlacedMessage = Readonly<{
  line: number; column: number; severity: 'error' | 'warning' | 'info'; message: string; code: string;
}>;

/** Styles written by script carry the nonce of this page; the policy of the page refuses all others. */
const nonce = document.querySelector('meta[name=style-nonce]')?.getAttribute('content') ?? '';

const LOOK = EditorView.theme({
  '&': { fontSize: '13px', maxHeight: 'calc(100vh - 190px)', minHeight: '320px' },
  '.cm-scroller': { overflow: 'auto', fontFamily: 'ui-monospace, Menlo, monospace', lineHeight: '1.6' },
  '&.cm-focused': { outline: '2px solid var(--ink)' },
  '.cm-gutters': { background: 'var(--page)', color: 'var(--faint)', borderRight: '1px solid var(--line)' },
  '.cm-activeLine': { background: 'color-mix(in srgb, var(--ink-soft) 60%, transparent)' },
  '.cm-content': { caretColor: 'var(--text)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-tooltip': { background: 'var(--sheet)', color: 'var(--text)', border: '1px solid var(--line)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { background: 'var(--ink)', color: 'var(--sheet)' },
});

const COLOURS = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--ink)', fontWeight: '600' },
  { tag: tags.comment, color: 'var(--faint)', fontStyle: 'italic' },
  { tag: [tags.string, tags.content], color: 'var(--text)' },
  { tag: [tags.number, tags.bool], color: 'var(--late)' },
]);

const diagnosticsOf = (state: EditorState, messages: readonly PlacedMessage[]): Diagnostic[] =>
  messages.map(({ line, column, severity, message, code }) => {
    const at = state.doc.line(Math.min(Math.max(1, line), state.doc.lines));
    const from = Math.min(at.to, at.from + Math.max(0, column - 1));
    return { from, to: Math.max(from, at.to), severity, message: `${message} [${code}]` };
  });

/** Text of a pack with completion of its conditions and the checker's messages in their places. */
const PackEditor = ({ text, write, messages, goTo, atLine }: Readonly<{
  text: string; write: (text: string) => void; messages: readonly PlacedMessage[];
  goTo: Readonly<{ line: number }> | undefined; atLine: (line: number) => void;
}>) => {
  const { t, language } = useWords();
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const heard = useRef({ write, atLine });
  heard.current = { write, atLine };
  const label = t({ zh: '规则包文本', en: 'Text of the pack' });
  useEffect(() => {
    if (place.current === null) return undefined;
    const made = new EditorView({
      parent: place.current, doc: text,
      extensions: [
        EditorView.cspNonce.of(nonce), lineNumbers(), foldGutter(), history(), drawSelection(), indentOnInput(),
        closeBrackets(), highlightActiveLine(), yaml(), syntaxHighlighting(COLOURS), LOOK, lintGutter(),
        EditorView.lineWrapping,
        autocompletion({ override: [completePack(language)] }), EditorState.tabSize.of(2),
        // Tab leaves the editor: whoever works by keyboard must never be caught in it.
        keymap.of([...completionKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap]),
        EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0', lang: 'zh-CN' }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) heard.current.write(update.state.doc.toString());
          if (update.docChanged || update.selectionSet) {
            heard.current.atLine(update.state.doc.lineAt(update.state.selection.main.head).number);
          }
        }),
      ],
    });
    view.current = made;
    return () => made.destroy();
    // The text is the editor's own from here on: it is put in again only by a new `key`.
  }, [label, language]);
  useEffect(() => {
    const shown = view.current;
    if (shown !== undefined) shown.dispatch(setDiagnostics(shown.state, diagnosticsOf(shown.state, messages)));
  }, [messages]);
  useEffect(() => {
    const shown = view.current;
    if (shown === undefined || goTo === undefined) return;
    const { from } = shown.state.doc.line(Math.min(goTo.line, shown.state.doc.lines));
    shown.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
    shown.focus();
  }, [goTo]);
  return <div className="pack-editor" ref={place} />;
};

export default PackEditor;

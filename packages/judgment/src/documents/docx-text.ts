/** A node of mammoth's document tree, as far as we read it. */
export type DocxNode = Readonly<{
  type: string;
  children?: readonly DocxNode[];
  value?: string;
  checked?: boolean;
  noteType?: string;
  noteId?: string;
  body?: readonly DocxNode[];
  notes?: Readonly<{ resolve: (reference: DocxNode) => DocxNode | null }>;
}>;

type Context = Readonly<{ resolve: (reference: DocxNode) => DocxNode | null }>;

const NO_CHILDREN: readonly DocxNode[] = [];

const inline = (node: DocxNode, references: DocxNode[]): string => {
  switch (node.type) {
    case 'text': return node.value ?? '';
    case 'tab': return '\t';
    case 'break': return '\n';
    case 'checkbox': return node.checked === true ? '☑' : '☐';
    case 'noteReference':
      references.push(node);
      return '';
    default: return (node.children ?? NO_CHILDREN).map((child) => inline(child, references)).join('');
  }
};

/** A note follows the paragraph that first refers to it; without a context we are inside a note. */
const paragraph = (node: DocxNode, context: Context | undefined): readonly string[] => {
  const references: DocxNode[] = [];
  const text = inline(node, references);
  if (context === undefined) return [text];
  const notes = references.flatMap((reference) => {
    const note = context.resolve(reference);
    return note === null ? [] : blocks(note.body ?? NO_CHILDREN, undefined);
  });
  return [text, ...notes];
};

/** Cells of one line each share a line; longer cells (a judgment in a frame) keep their lines. */
const tableRow = (row: DocxNode, context: Context | undefined): readonly string[] => {
  const cells = (row.children ?? NO_CHILDREN).map((cell) =>
    blocks(cell.children ?? NO_CHILDREN, context).filter((line) => line.trim() !== ''));
  return cells.every((lines) => lines.length <= 1)
    ? [cells.map((lines) => lines[0] ?? '').join('\t').trimEnd()]
    : cells.flat();
};

const blocks = (nodes: readonly DocxNode[], context: Context | undefined): readonly string[] =>
  nodes.flatMap((node) => {
    if (node.type === 'paragraph') return paragraph(node, context);
    if (node.type === 'tableRow') return tableRow(node, context);
    return node.children === undefined ? [] : blocks(node.children, context);
  });

/** The text of a document tree in reading order, one line a paragraph. */
export const docxText = (document: DocxNode): string => {
  const { notes } = document;
  const seen = new Set<DocxNode>();
  const resolve = (reference: DocxNode): DocxNode | null => {
    const note = notes?.resolve(reference) ?? null;
    if (note === null || seen.has(note)) return null;
    seen.add(note);
    return note;
  };
  return blocks(document.children ?? NO_CHILDREN, { resolve }).join('\n');
};

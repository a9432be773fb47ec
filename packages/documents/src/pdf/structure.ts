import type { PdfObjects } from './file.ts';
import { array, dictionary, ref, textString } from './syntax.ts';

/** Roles of the standard structure that documents use. @see ISO 32000-1 §14.8.4 */
export type Role =
  'Document' | 'Sect' | 'H1' | 'H2' | 'P' | 'L' | 'LI' | 'Table' | 'TR' | 'TH' | 'TD' | 'Figure';

/** A piece of marked content: its page and its number there. */
type Mark = Readonly<{ page: number; mark: number }>;

/** One element of the reading order; filled while pages are drawn. */
export type Element = Readonly<{ role: Role; alternative?: string; children: (Element | Mark)[] }>;

/** A new element under `parent`, last in reading order. */
export const addElement = (parent: Element, role: Role, alternative?: string): Element => {
  const element: Element = { role, children: [], ...(alternative === undefined ? {} : { alternative }) };
  parent.children.push(element);
  return element;
};

/** The root of a document's reading order. */
export const newDocumentElement = (): Element => ({ role: 'Document', children: [] });

const isElement = (child: Element | Mark): child is Element => 'role' in child;

type Writing = Readonly<{ objects: PdfObjects; pages: readonly number[]; parents: Map<string, number> }>;

const writeElement = (writing: Writing, element: Element, parent: number): number => {
  const { objects, pages, parents } = writing;
  const id = objects.reserve();
  const children = element.children.map((child) => {
    if (isElement(child)) return ref(writeElement(writing, child, id));
    parents.set(`${child.page}/${child.mark}`, id);
    return dictionary({ Type: '/MCR', Pg: ref(pages[child.page] ?? 0), MCID: String(child.mark) });
  });
  objects.put(id, dictionary({
    Type: '/StructElem', S: `/${element.role}`, P: ref(parent), K: array(children),
    Alt: element.alternative === undefined ? undefined : textString(element.alternative),
    // A header of a row names what stands right of it. ISO 32000-1 §14.8.5.7
    A: element.role === 'TH' ? dictionary({ O: '/Table', Scope: '/Row' }) : undefined,
  }));
  return id;
};

type Sheets = Readonly<{ pages: readonly number[]; marks: readonly number[] }>;

/** Writes the reading order; `marks` is the number of marked pieces on each page. Gives the tree's root. */
export const writeStructure = (
  objects: PdfObjects, document: Element, { pages, marks }: Sheets,
): number => {
  const root = objects.reserve();
  const parents = new Map<string, number>();
  const top = writeElement({ objects, pages, parents }, document, root);
  const byPage = marks.map((count, page) => `${page} ${array(
    Array.from({ length: count }, (_, mark) => ref(parents.get(`${page}/${mark}`) ?? top)))}`);
  const parentTree = objects.add(dictionary({ Nums: array(byPage) }));
  objects.put(root, dictionary({
    Type: '/StructTreeRoot', K: ref(top), ParentTree: ref(parentTree),
    ParentTreeNextKey: String(marks.length),
  }));
  return root;
};

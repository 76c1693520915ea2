import type { StructuredTextWriter } from './structured-text.js';
import { firstRowIsHeader, tableRecords } from './table-records.js';
import { childAt, childrenOf, descendantsOf, textOf, type XmlElement } from './xml.js';

const TITLES: ReadonlySet<string> = new Set(['title', 'ctrTitle']);
/** Fields of the slide's frame: date, footer, number. */
const FRAME: ReadonlySet<string> = new Set(['dt', 'ftr', 'sldNum', 'hdr', 'sldImg']);
const HEADING_LEVEL = 2;

/** The title of a slide; empty where it has none. */
export function slideTitle(slide: XmlElement): string {
  const shapes = shapesOf(childAt(slide, 'cSld', 'spTree'));
  const title = shapes.find((shape) => TITLES.has(placeholderOf(shape) ?? ''));
  return title === undefined
    ? ''
    : paragraphsOf(title)
        .map(({ text }) => text)
        .join(' ');
}

/** Writes a slide: its title as a heading, text, lists and rows of tables in the order of the shapes. */
export function writeSlide(slide: XmlElement, writer: StructuredTextWriter): void {
  writer.heading(HEADING_LEVEL, slideTitle(slide));
  for (const shape of shapesOf(childAt(slide, 'cSld', 'spTree'))) {
    const placeholder = placeholderOf(shape);
    if (TITLES.has(placeholder ?? '') || FRAME.has(placeholder ?? '')) continue;
    const table = descendantsOf(shape, 'tbl')[0];
    if (table !== undefined) writeTable(table, writer);
    else writeParagraphs(shape, writer, placeholder === 'body' || placeholder === 'obj');
  }
}

/** The text of a page of notes, without what the slide's frame repeats on it. */
export function notesText(notes: XmlElement): string {
  return shapesOf(childAt(notes, 'cSld', 'spTree'))
    .filter((shape) => placeholderOf(shape) === 'body')
    .flatMap(paragraphsOf)
    .map(({ text }) => text.trim())
    .filter((text) => text !== '')
    .join('\n');
}

/** Shapes in drawing order, those of groups in their place. */
function shapesOf(tree: XmlElement | undefined): XmlElement[] {
  return childrenOf(tree).flatMap((shape) => {
    if (shape.name === 'grpSp') return shapesOf(shape);
    if (shape.name === 'AlternateContent') return shapesOf(childAt(shape, 'Choice'));
    return shape.name === 'sp' || shape.name === 'graphicFrame' ? [shape] : [];
  });
}

/** The kind of placeholder that a shape fills (`obj` where it says none); `undefined` for any other shape. */
function placeholderOf(shape: XmlElement): string | undefined {
  const holder = childAt(childrenOf(shape)[0], 'nvPr', 'ph');
  return holder === undefined ? undefined : (holder.attributes['type'] ?? 'obj');
}

interface Paragraph {
  readonly level: number;
  readonly text: string;
}

function paragraphsOf(shape: XmlElement): Paragraph[] {
  return childrenOf(childAt(shape, 'txBody'), 'p').map(paragraphOf);
}

function paragraphOf(paragraph: XmlElement): Paragraph {
  const level = Number(childAt(paragraph, 'pPr')?.attributes['lvl'] ?? 0);
  const text = childrenOf(paragraph)
    .map((run) => (run.name === 'br' ? '\n' : textOf(childAt(run, 't'))))
    .join('');
  return { level: Number.isInteger(level) ? Math.max(level, 0) : 0, text };
}

function writeParagraphs(shape: XmlElement, writer: StructuredTextWriter, isList: boolean): void {
  const paragraphs = paragraphsOf(shape).filter(({ text }) => text.trim() !== '');
  const bulleted = isList && paragraphs.length > 1;
  for (const { level, text } of paragraphs) {
    if (bulleted) writer.listItem(level, '-', text);
    else writer.paragraph(text);
  }
  writer.endList();
}

function writeTable(table: XmlElement, writer: StructuredTextWriter): void {
  const rows = childrenOf(table, 'tr').map((row) =>
    childrenOf(row, 'tc').map((cell) =>
      childrenOf(childAt(cell, 'txBody'), 'p')
        .map((paragraph) => paragraphOf(paragraph).text)
        .join(' '),
    ),
  );
  const marked = childAt(table, 'tblPr')?.attributes['firstRow'] === '1' && rows.length > 1;
  const named = marked || firstRowIsHeader(rows);
  const records = tableRecords(named ? (rows[0] ?? []) : [], named ? rows.slice(1) : rows);
  for (const record of records) writer.record(record);
}

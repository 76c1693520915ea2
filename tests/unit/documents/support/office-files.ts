import { type ZipPart, zip } from './zip-writer.js';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/gu, (character) => `&#${character.codePointAt(0)};`);
}

function relationships(part: string, targets: readonly (readonly [type: string, target: string])[]): ZipPart {
  const slash = part.lastIndexOf('/') + 1;
  const entries = targets.map(
    ([type, target], position) =>
      `<Relationship Id="rId${position + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return {
    name: `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`,
    content: `${XML}<Relationships xmlns="${RELATIONSHIPS}">${entries.join('')}</Relationships>`,
  };
}

export function coreProperties(title: string, creator: string): ZipPart {
  return {
    name: 'docProps/core.xml',
    content: `${XML}<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escapeXml(title)}</dc:title><dc:creator>${escapeXml(creator)}</dc:creator></cp:coreProperties>`,
  };
}

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

export function wordParagraph(text: string, style?: string): string {
  const properties = style === undefined ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`;
  return `<w:p>${properties}<w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r></w:p>`;
}

export function wordTable(rows: readonly (readonly string[])[]): string {
  const written = rows.map(
    (row) => `<w:tr>${row.map((cell) => `<w:tc>${wordParagraph(cell)}</w:tc>`).join('')}</w:tr>`,
  );
  return `<w:tbl>${written.join('')}</w:tbl>`;
}

/** @param body paragraphs and tables, as {@link wordParagraph} and {@link wordTable} write them */
export function docx(body: string, more: readonly ZipPart[] = []): Uint8Array {
  const styles = [
    ['Title', 'Title'],
    ['Heading1', 'heading 1'],
    ['Heading2', 'heading 2'],
  ].map(([id, name]) => `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`);
  return zip([
    {
      name: '[Content_Types].xml',
      content: `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    },
    relationships('', [['officeDocument', 'word/document.xml']]),
    relationships('word/document.xml', [['styles', 'styles.xml']]),
    { name: 'word/styles.xml', content: `${XML}<w:styles xmlns:w="${WORD}">${styles.join('')}</w:styles>` },
    {
      name: 'word/document.xml',
      content: `${XML}<w:document xmlns:w="${WORD}"><w:body>${body}</w:body></w:document>`,
    },
    ...more,
  ]);
}

export interface Slide {
  readonly title?: string;
  /** Paragraphs of the content placeholder, with their levels. */
  readonly items?: readonly (readonly [level: number, text: string])[];
  /** A text box. */
  readonly box?: string;
  readonly table?: readonly (readonly string[])[];
  readonly notes?: string;
  readonly hidden?: boolean;
}

const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006/main';
const SLIDES = 'http://schemas.openxmlformats.org/presentationml/2006/main';

function slideParagraph(text: string, level = 0): string {
  return `<a:p><a:pPr lvl="${level}"/><a:r><a:t>${escapeXml(text)}</a:t></a:r></a:p>`;
}

function shape(placeholder: string, paragraphs: string): string {
  return `<p:sp><p:nvSpPr><p:cNvPr id="1" name="x"/><p:cNvSpPr/><p:nvPr>${placeholder}</p:nvPr></p:nvSpPr><p:txBody>${paragraphs}</p:txBody></p:sp>`;
}

function slideXml({ title, items = [], box, table, hidden }: Slide): string {
  const shapes = [
    title === undefined ? '' : shape('<p:ph type="title"/>', slideParagraph(title)),
    items.length === 0
      ? ''
      : shape('<p:ph idx="1"/>', items.map(([level, text]) => slideParagraph(text, level)).join('')),
    box === undefined ? '' : shape('', slideParagraph(box)),
    table === undefined
      ? ''
      : `<p:graphicFrame><p:nvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr><a:graphic><a:graphicData><a:tbl><a:tblPr firstRow="1"/>${table
          .map(
            (row) =>
              `<a:tr>${row.map((cell) => `<a:tc><a:txBody>${slideParagraph(cell)}</a:txBody></a:tc>`).join('')}</a:tr>`,
          )
          .join('')}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`,
    shape('<p:ph type="sldNum"/>', slideParagraph('7')),
  ];
  return `${XML}<p:sld xmlns:a="${DRAWING}" xmlns:p="${SLIDES}"${hidden ? ' show="0"' : ''}><p:cSld><p:spTree>${shapes.join('')}</p:spTree></p:cSld></p:sld>`;
}

/** Slides in order; their parts are numbered backwards, since only the presentation says the order. */
export function pptx(slides: readonly Slide[], more: readonly ZipPart[] = []): Uint8Array {
  const part = (position: number) => `slides/slide${slides.length - position}.xml`;
  return zip([
    {
      name: 'ppt/presentation.xml',
      content: `${XML}<p:presentation xmlns:p="${SLIDES}" xmlns:r="${OFFICE}"><p:sldIdLst>${slides.map((_, position) => `<p:sldId id="${256 + position}" r:id="rId${position + 1}"/>`).join('')}</p:sldIdLst></p:presentation>`,
    },
    relationships(
      'ppt/presentation.xml',
      slides.map((_, position) => ['slide', part(position)] as const),
    ),
    ...slides.flatMap((slide, position): ZipPart[] => [
      { name: `ppt/${part(position)}`, content: slideXml(slide) },
      ...(slide.notes === undefined
        ? []
        : [
            relationships(`ppt/${part(position)}`, [['notesSlide', `../notesSlides/n${position}.xml`]]),
            {
              name: `ppt/notesSlides/n${position}.xml`,
              content: `${XML}<p:notes xmlns:a="${DRAWING}" xmlns:p="${SLIDES}"><p:cSld><p:spTree>${shape('<p:ph type="body"/>', slideParagraph(slide.notes))}</p:spTree></p:cSld></p:notes>`,
            },
          ]),
    ]),
    ...more,
  ]);
}

/** A cell: text, a number with its format's code, a boolean, or nothing. */
type SheetCell = string | boolean | undefined | readonly [value: number, format: string];

export interface SheetContent {
  readonly name: string;
  readonly rows: readonly (readonly SheetCell[])[];
  readonly hidden?: boolean;
}

/** A workbook; text is shared, as Excel writes it. */
export function xlsx(
  sheets: readonly SheetContent[],
  { date1904 = false, more = [] }: { date1904?: boolean; more?: readonly ZipPart[] } = {},
): Uint8Array {
  const strings: string[] = [];
  const formats: string[] = [];
  const cellXml = (cell: SheetCell, reference: string): string => {
    if (cell === undefined) return '';
    if (typeof cell === 'boolean') return `<c r="${reference}" t="b"><v>${cell ? 1 : 0}</v></c>`;
    if (typeof cell === 'string') return `<c r="${reference}" t="s"><v>${strings.push(cell) - 1}</v></c>`;
    const [value, format] = cell;
    return `<c r="${reference}" s="${formats.push(format)}"><v>${value}</v></c>`;
  };
  const written = sheets.map(
    ({ rows }) =>
      `${XML}<worksheet xmlns="m"><sheetData>${rows
        .map(
          (row, at) =>
            `<row r="${at + 1}">${row.map((cell, column) => cellXml(cell, `${String.fromCharCode(65 + column)}${at + 1}`)).join('')}</row>`,
        )
        .join('')}</sheetData></worksheet>`,
  );
  return zip([
    {
      name: 'xl/workbook.xml',
      content: `${XML}<workbook xmlns="m" xmlns:r="${OFFICE}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${sheets.map(({ name, hidden }, at) => `<sheet name="${escapeXml(name)}" sheetId="${at + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
    },
    relationships('xl/workbook.xml', [
      ...sheets.map((_, at) => ['worksheet', `worksheets/sheet${at + 1}.xml`] as const),
      ['sharedStrings', 'sharedStrings.xml'],
      ['styles', '/xl/styles.xml'],
    ]),
    ...written.map((content, at) => ({ name: `xl/worksheets/sheet${at + 1}.xml`, content })),
    {
      name: 'xl/sharedStrings.xml',
      content: `${XML}<sst xmlns="m">${strings.map((text) => `<si><t>${escapeXml(text)}</t></si>`).join('')}</sst>`,
    },
    {
      name: 'xl/styles.xml',
      content: `${XML}<styleSheet xmlns="m"><numFmts>${formats.map((format, at) => `<numFmt numFmtId="${164 + at}" formatCode="${escapeXml(format)}"/>`).join('')}</numFmts><cellXfs><xf numFmtId="0"/>${formats.map((_, at) => `<xf numFmtId="${164 + at}"/>`).join('')}</cellXfs></styleSheet>`,
    },
    ...more,
  ]);
}

export interface Chapter {
  readonly name?: string;
  readonly body: string;
}

/** A book of XHTML chapters with an EPUB 3 table of contents. */
export function epub(chapters: readonly Chapter[], metadata = '', more: readonly ZipPart[] = []): Uint8Array {
  const html = (body: string) =>
    `${XML}<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>${body}</body></html>`;
  return zip([
    { name: 'mimetype', content: 'application/epub+zip' },
    {
      name: 'META-INF/container.xml',
      content: `${XML}<container xmlns="c"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>`,
    },
    {
      name: 'OEBPS/book.opf',
      content: `${XML}<package xmlns="o" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>${metadata}</metadata><manifest><item id="nav" href="nav.xhtml" properties="nav"/>${chapters.map((_, at) => `<item id="c${at}" href="text/c%20${at}.xhtml"/>`).join('')}</manifest><spine><itemref idref="nav"/>${chapters.map((_, at) => `<itemref idref="c${at}"/>`).join('')}</spine></package>`,
    },
    {
      name: 'OEBPS/nav.xhtml',
      content: html(
        `<nav><ol>${chapters.map(({ name }, at) => (name === undefined ? '' : `<li><a href="text/c%20${at}.xhtml">${escapeXml(name)}</a></li>`)).join('')}</ol></nav>`,
      ),
    },
    ...chapters.map(({ body }, at) => ({ name: `OEBPS/text/c ${at}.xhtml`, content: html(body) })),
    ...more,
  ]);
}

/** A line of text at a place in points, from the top left corner of the page. */
export interface PdfLine {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Height of the type; 10 unless told. */
  readonly size?: number;
  readonly bold?: boolean;
}

const WIDTH = 595;
const HEIGHT = 842;

/** A PDF in Helvetica (one of the types that every reader has) and its bold face, a content stream a page. */
export function pdf(
  pages: readonly (readonly PdfLine[])[],
  { title = '', author = '' }: { title?: string; author?: string } = {},
): Uint8Array {
  const literal = (text: string) => `(${text.replace(/[\\()]/gu, '\\$&')})`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, at) => `${6 + 2 * at} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    `<< /Title ${literal(title)} /Author ${literal(author)} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>',
  ];
  for (const [at, lines] of pages.entries()) {
    const content = lines
      .map(
        ({ text, x, y, size = 10, bold }) =>
          `BT /${bold ? 'F2' : 'F1'} ${size} Tf ${x} ${HEIGHT - y} Td ${literal(text)} Tj ET`,
      )
      .join('\n');
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Resources << /Font << /F1 3 0 R /F2 5 0 R >> >> /Contents ${7 + 2 * at} 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    );
  }
  let text = '%PDF-1.4\n';
  const offsets = objects.map((body, at) => {
    const offset = text.length;
    text += `${at + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const start = text.length;
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 4 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

/** Lines below each other in a column. */
export function column(x: number, y: number, texts: readonly string[], size = 10): PdfLine[] {
  return texts.map((text, at) => ({ text, x, y: y + at * size * 1.2, size }));
}

/** Rows of cells that begin at given places, `step` points apart; a cell of several lines is a list of them. */
export function table(
  places: readonly number[],
  rows: readonly (readonly (string | readonly string[])[])[],
  { y = 100, step = 20, boldFirst = false }: { y?: number; step?: number; boldFirst?: boolean } = {},
): PdfLine[] {
  const lines: PdfLine[] = [];
  let top = y;
  for (const [at, row] of rows.entries()) {
    const cells = row.map((cell) => (typeof cell === 'string' ? [cell] : cell));
    for (const [place, texts] of cells.entries()) {
      for (const [line, text] of texts.entries()) {
        if (text === '') continue;
        lines.push({ text, x: places[place] ?? 0, y: top + line * 12, bold: boldFirst && at === 0 });
      }
    }
    top += step + 12 * (Math.max(...cells.map(({ length }) => length)) - 1);
  }
  return lines;
}

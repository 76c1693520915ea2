/** What a document says of one thing that it lists. */
export interface Row {
  readonly entity: string;
  readonly facts: readonly Fact[];
}

export interface Fact {
  readonly header: string;
  readonly value: string;
  /** The fact as a sentence, without its full stop. */
  readonly sentence: string;
  /** A question that the fact answers. */
  readonly question: string;
}

export interface Sheet {
  readonly title: string;
  readonly key: string;
  readonly rows: readonly Row[];
}

/** One way in which people write the same facts down. */
export interface Layout {
  readonly name: string;
  readonly extension: string;
  /** Rows of a document: what is written out takes more room than a table. */
  readonly rows: number;
  write(sheet: Sheet): string;
  /** How the text that is read shows a fact: what stands first, and what stands after it and is the answer. */
  places(sheet: Sheet, row: Row, fact: Fact): readonly [string, string];
}

const inTable: Layout['places'] = ({ key }, { entity }, { header, value }) => [
  `${key}: ${entity};`,
  `${header}: ${value}`,
];
const inSentence: Layout['places'] = (_, __, { sentence }) => ['', `${sentence}.`];

function headersOf({ key, rows }: Sheet): string[] {
  return [key, ...(rows[0]?.facts ?? []).map(({ header }) => header)];
}

function cellsOf({ entity, facts }: Row): string[] {
  return [entity, ...facts.map(({ value }) => value)];
}

function csvCell(cell: string): string {
  return /[",\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function tableRow(cells: readonly string[], tag: 'td' | 'th'): string {
  return `<tr>${cells.map((cell) => `<${tag}>${cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</${tag}>`).join('')}</tr>`;
}

export const LAYOUTS: readonly Layout[] = [
  {
    name: 'markdown-table',
    extension: '.md',
    rows: 8,
    write: (sheet) => {
      const headers = headersOf(sheet);
      const lines = [headers, headers.map(() => '---'), ...sheet.rows.map(cellsOf)];
      return `# ${sheet.title}\n\n${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
    },
    places: inTable,
  },
  {
    name: 'csv',
    extension: '.csv',
    rows: 11,
    write: (sheet) =>
      `${[headersOf(sheet), ...sheet.rows.map(cellsOf)].map((cells) => cells.map(csvCell).join(',')).join('\n')}\n`,
    places: inTable,
  },
  {
    name: 'html-table',
    extension: '.html',
    rows: 8,
    write: (sheet) =>
      `<!doctype html><html><head><title>${sheet.title}</title></head><body><h1>${sheet.title}</h1><table>${tableRow(headersOf(sheet), 'th')}${sheet.rows.map((row) => tableRow(cellsOf(row), 'td')).join('')}</table></body></html>\n`,
    places: inTable,
  },
  {
    name: 'sections',
    extension: '.md',
    rows: 6,
    write: ({ title, rows }) =>
      `# ${title}\n\n${rows.map(({ entity, facts }) => `## ${entity}\n\n${facts.map(({ header, value }) => `- ${header}: ${value}`).join('\n')}\n`).join('\n')}`,
    places: (_, { entity }, { header, value }) => [`## ${entity}\n`, `${header}: ${value}`],
  },
  {
    name: 'key-values',
    extension: '.txt',
    rows: 6,
    write: ({ title, key, rows }) =>
      `${title}\n\n${rows.map(({ entity, facts }) => `${key}: ${entity}\n${facts.map(({ header, value }) => `${header}: ${value}`).join('\n')}\n`).join('\n')}`,
    places: ({ key }, { entity }, { header, value }) => [`${key}: ${entity}\n`, `${header}: ${value}`],
  },
  {
    name: 'bullets',
    extension: '.md',
    rows: 8,
    write: ({ title, rows }) =>
      `# ${title}\n\n${rows.map(({ entity, facts }) => `- **${entity}**: ${facts.map(({ header, value }) => `${header.toLowerCase()} ${value}`).join(', ')}`).join('\n')}\n`,
    places: (_, { entity }, { header, value }) => [`**${entity}**: `, `${header.toLowerCase()} ${value}`],
  },
  {
    name: 'faq',
    extension: '.md',
    rows: 4,
    write: ({ title, rows }) =>
      `# ${title}: questions and answers\n\n${rows.flatMap(({ facts }) => facts.map(({ question, sentence }) => `### ${question}\n\n${sentence}.\n`)).join('\n')}`,
    places: inSentence,
  },
  {
    name: 'prose',
    extension: '.txt',
    rows: 5,
    write: ({ title, rows }) =>
      `${title}\n\n${rows.map(({ facts }) => facts.map(({ sentence }) => `${sentence}.`).join(' ')).join('\n\n')}\n`,
    places: inSentence,
  },
];

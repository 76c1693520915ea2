import { bylineIn } from './bylines.js';
import { CALENDAR_DATE } from './calendar-dates.js';
import type { StatedFact, StatedSpan } from './document.js';
import type { TextLine } from './text-lines.js';

/** What a text says about itself, and where. */
export interface StatedFacts {
  readonly title?: string;
  readonly author?: string;
  readonly published?: string;
  /** In order of `start`; a line that states two facts is there twice. */
  readonly spans: readonly StatedSpan[];
}

/** Bylines and source lines stand within this many non-blank lines of the start or of the end. */
const LINES_AT_EACH_END = 4;
/** A longer first line after a date is a sentence, not a title. */
const LONGEST_TITLE_WORDS = 24;
const LONGEST_STATED_LINE = 160;

const DATED_TITLE = new RegExp(`^(${CALENDAR_DATE})\\s*(?:[-–—:|,•·]\\s*)?(.*)$`, 'u');
const DATE_ALONE = new RegExp(`^(${CALENDAR_DATE})$`, 'u');
const DATE_ANYWHERE = new RegExp(CALENDAR_DATE, 'u');
const TITLE_START = /^["'“‘«¿¡]?[\p{Lu}\p{Lo}\p{N}]/u;
const SENTENCE_END = /[.,;:]["'”’»)]?$/u;
const YEAR = /\b(?:1[5-9]|20|21)\d{2}\b/u;

const PUBLISHED_LABELS = [
  /^(?:Published|Publication date|Posted|Date|Datum|Veröffentlicht)(?:\s+(?:on|am))?\s*:?\s+(?<value>\S.*)$/iu,
  /^(?:Last\s+)?(?:Updated|Modified|Revised|Reviewed)(?:\s+on)?\s*:?\s+(?<value>\S.*)$/iu,
];

interface Statement {
  readonly fact: StatedFact;
  readonly value: string;
  /** Lower is better. */
  readonly rank: number;
}

/**
 * Finds the lines of a text that state its title, author or date: a dated title in the first line
 * (`17.03.2025 Title`), and labelled lines (`By Jane Roe`, `Source: …`, `Published: …`) near either end.
 */
export function statedFacts(lines: readonly TextLine[]): StatedFacts {
  const filled = lines.filter((line) => line.text !== '');
  const best = new Map<StatedFact, Statement>();
  const spans: StatedSpan[] = [];
  for (const [position, line] of filled.entries()) {
    const nearStart = position < LINES_AT_EACH_END;
    if (!nearStart && position < filled.length - LINES_AT_EACH_END) continue;
    if (line.text.length > LONGEST_STATED_LINE) continue;
    const onlyLine = filled.length === 1;
    for (const statement of statementsOf(line.text, position === 0 && !onlyLine, nearStart)) {
      spans.push({ start: line.start, end: line.end, fact: statement.fact });
      const known = best.get(statement.fact);
      if (known === undefined || statement.rank < known.rank) best.set(statement.fact, statement);
    }
  }
  const title = best.get('title')?.value;
  const author = best.get('author')?.value;
  const published = best.get('published')?.value;
  return {
    spans,
    ...(title === undefined ? {} : { title }),
    ...(author === undefined ? {} : { author }),
    ...(published === undefined ? {} : { published }),
  };
}

function statementsOf(line: string, isFirst: boolean, nearStart: boolean): Statement[] {
  if (isFirst) {
    const [, published, title] = DATED_TITLE.exec(line) ?? [];
    if (published !== undefined && title !== undefined && isTitle(title)) {
      return [
        { fact: 'title', value: title, rank: 0 },
        { fact: 'published', value: published, rank: 0 },
      ];
    }
  }
  const alone = nearStart ? DATE_ALONE.exec(line)?.[1] : undefined;
  if (alone !== undefined) return [{ fact: 'published', value: alone, rank: 1 }];
  const byline = bylineIn(line, nearStart);
  const { author, rank = 0, date } = byline ?? {};
  return [
    ...(author === undefined ? [] : [{ fact: 'author', value: author, rank } as const]),
    ...(date === undefined ? publishedOf(line) : [{ fact: 'published', value: date, rank: 1 } as const]),
  ];
}

function isTitle(title: string): boolean {
  return (
    TITLE_START.test(title) && !SENTENCE_END.test(title) && title.split(/\s+/u).length <= LONGEST_TITLE_WORDS
  );
}

function publishedOf(line: string): Statement[] {
  for (const [rank, label] of PUBLISHED_LABELS.entries()) {
    const value = label.exec(line)?.groups?.['value'];
    if (value === undefined || !YEAR.test(value)) continue;
    const date = DATE_ANYWHERE.exec(value)?.[0];
    const shortForm = value.split(/\s+/u).length <= 4 ? value : undefined;
    const stated = date ?? shortForm;
    if (stated !== undefined) return [{ fact: 'published', value: stated, rank: rank + 2 }];
  }
  return [];
}

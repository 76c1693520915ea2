import { CALENDAR_DATE } from './calendar-dates.js';

/** Who a line says has written the text, and when, as far as it says. */
export interface Byline {
  readonly author: string;
  /** Which of the forms it has; lower is better: an author is a better author than a source is. */
  readonly rank: number;
  readonly date?: string;
}

/** "By Friday, 3 May 2024" and "By Early Spring" name no one. */
const TIME = [
  'Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day',
  'January|February|March|April|May|June|July|August|September|October|November|December',
  'Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec',
  'Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag',
  'Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|Anfang|Mitte|Ende',
  'Lundi|Mardi|Mercredi|Jeudi|Vendredi|Samedi|Dimanche',
  'Spring|Summer|Autumn|Fall|Winter|Easter|Christmas|Noon|Midnight|Today|Tomorrow',
  'Early|Mid|Late|Next|Last|This|The|End|of',
].join('|');
const CAPITALISED = "(?:[dl]['’])?\\p{Lu}[\\p{L}\\p{M}.'’-]*";
const PARTICLE = 'and|&|of|for|de|del|da|di|du|des|von|van|der|den|zu|la|le|et|und|y|e';
const NO_TIME = `(?!(?:${TIME})\\.?(?:[\\s,]+(?:${TIME})\\.?)*\\s*(?:$|[,(\\p{N}]))`;
/** Words with capitals, and small ones between them: "Jane Roe, SCMP", "Óscar de la Renta and Eva Kern". */
const NAMES = `${NO_TIME}(?<value>${CAPITALISED}(?:,?\\s+(?:(?:${PARTICLE})\\s+)*${CAPITALISED})*)`;

const BY = new RegExp(`^By\\s*:?\\s+${NAMES}$`, 'u');
/** First match wins. */
const AUTHOR_LABELS = [
  /^(?:Authors?|Byline|Autor(?:in)?)\s*:\s*(?<value>\S.*)$/iu,
  /^(?:Written|Posted|Reported)\s+by\s*:\s*(?<value>\S.*)$/iu,
  new RegExp(`^(?:[Ww]ritten|[Pp]osted|[Rr]eported)\\s+by\\s+${NAMES}(?:\\s*[,(].*)?$`, 'u'),
  BY,
  /^(?:Sources?|Quelle)\s*:\s*(?<value>\S.*)$/iu,
];
/** Words that say "by" and much else ("Von Bern"): of a byline where a date stands beside the names. */
const BY_WITH_DATE = new RegExp(`^(?:Von|Par|Por)\\s+${NAMES}$`, 'u');
const NAME_START = /^["'“‘«@]?[\p{L}\p{N}]/u;
const ADDRESS = /^https?:\/\//u;

const ON = '(?:on|am|vom|le)\\s+';
const DATED = '(?:(?:Last\\s+)?(?:Published|Posted|Updated|Modified|Revised)\\s*:?\\s+)?';
/** `By Jane Roe, 14 November 2023`; `By Jane Roe | Updated 3 May 2024`. */
const DATE_LAST = new RegExp(
  `^(?<byline>.*?\\S)(?:\\s*[,|•·–—-]\\s*${DATED}(?:${ON})?|\\s+${ON})(?<date>${CALENDAR_DATE})$`,
  'iu',
);
/** `14 November 2023 | By Jane Roe`. */
const DATE_FIRST = new RegExp(`^(?<date>${CALENDAR_DATE})\\s*[,|•·–—-]?\\s*(?<byline>\\S.*)$`, 'u');

/**
 * @param nearStart whether the line is one of the first of its text: in the last ones, a line that begins with a date
 * is about what happened then
 */
export function bylineIn(line: string, nearStart: boolean): Byline | undefined {
  for (const form of nearStart ? [DATE_LAST, DATE_FIRST] : [DATE_LAST]) {
    const { byline = '', date = '' } = form.exec(line)?.groups ?? {};
    const author = BY_WITH_DATE.exec(byline)?.groups?.['value'];
    const found = author === undefined ? authorIn(byline) : { author, rank: AUTHOR_LABELS.indexOf(BY) };
    if (found) return { ...found, date };
  }
  return authorIn(line);
}

function authorIn(line: string): Byline | undefined {
  for (const [rank, label] of AUTHOR_LABELS.entries()) {
    const author = label.exec(line)?.groups?.['value'];
    if (author !== undefined && NAME_START.test(author) && !ADDRESS.test(author)) return { author, rank };
  }
  return undefined;
}

const MONTHS = [
  'January|February|March|April|May|June|July|August|September|October|November|December',
  'Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec',
  'Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember',
  'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre',
  'janv|févr|avr|juil|sept|oct|nov|déc',
].join('|');
const WEEKDAY =
  '(?:(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\\.?),?\\s+)?';
const YEAR = '(?:1[5-9]|20|21)\\d{2}';

/** Calendar dates as people write them at the head of a text; source of a pattern, without anchors. */
export const CALENDAR_DATE = [
  `${YEAR}-\\d{2}-\\d{2}(?:[T ]\\d{2}:\\d{2}(?::\\d{2})?(?:\\.\\d+)?(?:Z|[+-]\\d{2}:?\\d{2})?)?`,
  `\\d{1,2}[./]\\s?\\d{1,2}[./]\\s?${YEAR}`,
  `${YEAR}/\\d{1,2}/\\d{1,2}`,
  `${WEEKDAY}(?:${MONTHS})\\.?\\s+\\d{1,2}(?:st|nd|rd|th)?,?\\s+${YEAR}`,
  `${WEEKDAY}\\d{1,2}(?:st|nd|rd|th|er|\\.)?\\s+(?:${MONTHS})\\.?,?\\s+${YEAR}`,
]
  .map((form) => `(?:${form})`)
  .join('|');

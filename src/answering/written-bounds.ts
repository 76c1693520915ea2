/** What makes a bound or a range of a version or a date: what is said holds from it on, up to it, or who knows where. */
export type Bound = 'from' | 'to' | 'unclear';

const before = (words: string, signs: string) =>
  new RegExp(String.raw`(?:(?<!\p{L})(?:${words})|${signs})\s*(?:(?<=\s)the\s+)?[[(\x60'"“]*$`, 'iu');
const after = (words: string) => new RegExp(String.raw`^[\])\x60'"”]*(?:${words})`, 'iu');

const LATER = 'later|newer|up|above|higher|greater|more';
const EARLIER = 'earlier|older|below|lower|less';
const FROM_BEFORE = before(
  String.raw`since|from|after|least|above|min(?:imum)?\.?|(?:${LATER}) than|seit|ab|depuis|dès|à partir d[eu]`,
  '≥|(?<!<)>=?',
);
const FROM_AFTER = after(
  String.raw`\s*\+|\s+(?:or|and|&|oder|und|et)\s+(?:${LATER})\b|\s*(?:onwards?|upwards?)\b`,
);
const TO_BEFORE = before(
  String.raw`until|till|before|up to|most|below|prior to|max(?:imum)?\.?|(?:${EARLIER}) than|bis|jusqu['’]à|avant`,
  '≤|<=?',
);
const TO_AFTER = after(String.raw`\s+(?:or|and|&|oder|und|et)\s+(?:${EARLIER})\b`);
const UNCLEAR_BEFORE = before('to|than|through|between|within|by', '[=^~]');
const UNCLEAR_AFTER = after(
  String.raw`\s+(?:or\b(?!\s+(?:${LATER}|${EARLIER})\b)|to\b|until\b|through\b|bis\b)`,
);

/**
 * @param before what stands in front of the version or date, and `after` behind it
 * @returns undefined where it is itself meant
 */
export function boundBetween(before: string, after: string): Bound | undefined {
  if (UNCLEAR_AFTER.test(after)) return 'unclear';
  const isFrom = FROM_BEFORE.test(before) || FROM_AFTER.test(after);
  const isTo = TO_BEFORE.test(before) || TO_AFTER.test(after);
  if (isFrom && isTo) return 'unclear';
  if (isFrom) return 'from';
  if (isTo) return 'to';
  return UNCLEAR_BEFORE.test(before) ? 'unclear' : undefined;
}

/** The message that a mail answers, as mail programs append it. */
export interface MailParts {
  readonly own: string;
  /** The line that says who wrote what is quoted, and when; empty where the mail has none. */
  readonly attribution: string;
  /** Without the marks before each line; empty where nothing is quoted. */
  readonly quoted: string;
}

const QUOTE_MARK = /^>+ ?/u;
/** "On … Jane wrote:", in the languages of the widget, on one line or broken over two. */
const ATTRIBUTION =
  /^(?:On|Am|Le|El|Il|Em|Op)\s[^\n]{5,200}\n?[^\n]{0,120}(?:wrote|schrieb|écrit|escribió|scritto|escreveu|schreef)[^\n:]{0,80}:[ \t]*$/mu;
const ORIGINAL_MESSAGE =
  /^-{2,}\s?(?:Original Message|Forwarded message|Ursprüngliche Nachricht|Message d'origine)\s?-{2,}[ \t]*$/imu;
const SIGNATURE = /^-- ?$/mu;

/** Parts a mail's own text from the message that it quotes at its end, which another wrote. */
export function splitQuotedReply(text: string): MailParts {
  const cut = [ATTRIBUTION, ORIGINAL_MESSAGE]
    .map((pattern) => pattern.exec(text))
    .filter((match) => match !== null)
    .sort((one, other) => one.index - other.index)[0];
  if (cut === undefined) return splitMarkedTail(text);
  const own = text.slice(0, cut.index);
  // Below a quote that is answered point by point the sender goes on.
  if (own.trim() === '' && !ORIGINAL_MESSAGE.test(cut[0])) return { own: text, attribution: '', quoted: '' };
  return {
    own: withoutSignature(own),
    attribution: cut[0].replace(/\s+/gu, ' ').trim(),
    quoted: unmarked(text.slice(cut.index + cut[0].length)),
  };
}

function splitMarkedTail(text: string): MailParts {
  const lines = text.trimEnd().split('\n');
  let first = lines.length;
  while (first > 0 && (QUOTE_MARK.test(lines[first - 1] ?? '') || (lines[first - 1] ?? '').trim() === ''))
    first -= 1;
  const tail = lines.slice(first).join('\n');
  if (first === 0 || !tail.includes('>')) return { own: withoutSignature(text), attribution: '', quoted: '' };
  return { own: withoutSignature(lines.slice(0, first).join('\n')), attribution: '', quoted: unmarked(tail) };
}

function withoutSignature(text: string): string {
  const mark = SIGNATURE.exec(text);
  return mark === null || text.slice(0, mark.index).trim() === '' ? text : text.slice(0, mark.index);
}

function unmarked(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(QUOTE_MARK, ''))
    .join('\n')
    .trim();
}

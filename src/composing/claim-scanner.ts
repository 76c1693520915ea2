import { type Claim, claimSchema } from './claim.js';
import { parseLooseJson } from './repair-json.js';

/** Objects nested deeper than this are not tried as claims, so that the work stays linear. */
const DEEPEST = 6;

const THINKING = '<think>';
const THOUGHT = '</think>';

/**
 * Finds claims in a model's output while it is being written: each object `{"text", "quotes"}` is given out as
 * soon as its brace closes, whatever stands round it (chatter, code fences, a cut-off end). What a reasoning model
 * thinks aloud in front (`<think>…</think>`) is skipped.
 */
export class ClaimScanner {
  private output = '';
  private position = 0;
  private readonly openBraces: number[] = [];
  private inString = false;

  /** Takes the next piece of the output; gives the claims that it completes. */
  push(piece: string): Claim[] {
    this.output += piece;
    const end = this.readableEnd();
    const claims: Claim[] = [];
    while (this.position < end) {
      const claim = this.step();
      if (claim) claims.push(claim);
    }
    return claims;
  }

  /** UTF-16 code units read so far. */
  get length(): number {
    return this.output.length;
  }

  /** Whether the model has said that the passages do not answer. */
  get refused(): boolean {
    return /(?<!\\)"answerable"\s*:\s*"?false\b/.test(this.output);
  }

  /** Up to where the output can be read; thoughts at its start are passed over. */
  private readableEnd(): number {
    if (this.position === 0) {
      const start = this.output.trimStart();
      if (start.length < THINKING.length && THINKING.startsWith(start)) return 0;
      if (start.startsWith(THINKING)) {
        const thought = this.output.indexOf(THOUGHT);
        if (thought < 0) return 0;
        this.position = thought + THOUGHT.length;
      }
    }
    return this.output.length;
  }

  private step(): Claim | undefined {
    const at = this.position++;
    const character = this.output[at];
    if (this.inString) {
      if (character === '\\') this.position++;
      else if (character === '"') this.inString = false;
      return undefined;
    }
    if (character === '{') this.openBraces.push(at);
    // Outside of any object, quotation marks are prose.
    else if (character === '"') this.inString = this.openBraces.length > 0;
    else if (character === '}') return this.claimFrom(this.openBraces.pop());
    return undefined;
  }

  private claimFrom(start: number | undefined): Claim | undefined {
    if (start === undefined || this.openBraces.length > DEEPEST) return undefined;
    const object = this.output.slice(start, this.position);
    if (!/^\{\s*"/.test(object)) return undefined;
    const parsed = claimSchema.safeParse(parseLooseJson(object));
    return parsed.success ? parsed.data : undefined;
  }
}

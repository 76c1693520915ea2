import type { RandomInteger } from '../../src/evaluation/metrics/random.js';

/** A question before its answer has been found in the text that is read. */
export interface Draft {
  readonly text: string;
  /** What stands before the answer, and the answer; left out where there is none. */
  readonly place?: readonly [string, string];
}

/** As people type: of ten questions two begin small and end bare, one is in small letters throughout. */
export function phrased(question: string, random: RandomInteger): string {
  const mood = random(10);
  if (mood > 2) return question;
  const bare = question.replace(/\?$/u, '');
  if (mood === 2) return bare.toLowerCase();
  return /^\p{Lu}\p{Ll}*[’' ]/u.test(bare) ? bare.charAt(0).toLowerCase() + bare.slice(1) : bare;
}

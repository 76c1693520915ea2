import { UNSPACED } from '../../passages/unspaced-scripts.js';

/**
 * An answer as SQuAD's official evaluation script compares it: lower case, without ASCII punctuation and English
 * articles, single spaces (Rajpurkar et al. 2016, `normalize_answer`).
 */
export function normaliseAnswer(text: string): string {
  return text
    .toLowerCase()
    .replace(/[!-/:-@[-`{-~]/g, '')
    .replace(/(?<![\p{L}\p{N}_])(a|an|the)(?![\p{L}\p{N}_])/gu, ' ')
    .split(/\s+/)
    .filter((word) => word !== '')
    .join(' ');
}

/**
 * Whether a quote holds one of the answers as whole words: after SQuAD's normalisation, or as it is written up to
 * case and white space (so that "Saxon" is found in "Anglo-Saxon", whose hyphen the normalisation drops).
 */
export function holdsAnswer(quote: string, answers: readonly string[]): boolean {
  const normalisedQuote = ` ${normaliseAnswer(quote)} `;
  const plainQuote = plain(quote);
  return answers.some((answer) => {
    const normalised = normaliseAnswer(answer);
    if (normalised !== '' && normalisedQuote.includes(` ${normalised} `)) return true;
    return holdsWords(plainQuote, plain(answer));
  });
}

/** 1 if the prediction equals an answer after SQuAD's normalisation, else 0. */
export function exactMatch(prediction: string, answers: readonly string[]): number {
  const normalised = normaliseAnswer(prediction);
  return answers.some((answer) => normaliseAnswer(answer) === normalised) ? 1 : 0;
}

/** SQuAD's F1, 0..1: harmonic mean of the precision and recall of the prediction's words, best of the answers. */
export function answerF1(prediction: string, answers: readonly string[]): number {
  return Math.max(0, ...answers.map((answer) => wordF1(prediction, answer)));
}

function wordF1(prediction: string, answer: string): number {
  const predicted = words(prediction);
  const wanted = words(answer);
  if (predicted.length === 0 || wanted.length === 0) return predicted.length === wanted.length ? 1 : 0;
  const left = new Map<string, number>();
  for (const word of wanted) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of predicted) {
    const count = left.get(word) ?? 0;
    if (count > 0) {
      common += 1;
      left.set(word, count - 1);
    }
  }
  return (2 * common) / (predicted.length + wanted.length);
}

function words(text: string): string[] {
  const normalised = normaliseAnswer(text);
  return normalised === '' ? [] : normalised.split(' ');
}

function plain(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}

const wordCharacter = /[\p{L}\p{M}\p{N}]/u;

function holdsWords(text: string, wanted: string): boolean {
  if (wanted === '') return false;
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
    const after = at + wanted.length;
    const joinedBefore = at > 0 && bothWord(text.charAt(at - 1), text.charAt(at));
    const joinedAfter = after < text.length && bothWord(text.charAt(after - 1), text.charAt(after));
    if (!joinedBefore && !joinedAfter) return true;
  }
  return false;
}

function bothWord(first: string, second: string): boolean {
  return [first, second].every((character) => wordCharacter.test(character) && !UNSPACED.test(character));
}

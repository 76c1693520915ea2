import {
  AFTER_ORDINAL,
  BEFORE_IDENTIFIER,
  BEFORE_NUMBER,
  MAYBE_LAST,
  NEVER_LAST,
  SENTENCE_STARTERS,
  STREET,
  WORDS_AS_WELL,
} from './abbreviations.js';

/** A run of `.`, `!`, `?` or `…` in a block whose line ends have been turned into spaces. */
export interface Terminator {
  readonly start: number;
  readonly end: number;
  /** Start of the sentence that it may end. */
  readonly sentenceStart: number;
  /** Whether a straight double quote is open at the terminator. */
  readonly quoteIsOpen: boolean;
}

/** German closes with the mark that English opens with: then nothing follows it. */
const ATTACHED_CLOSERS = /(?:["'*_\p{Pe}\p{Pf}]|\p{Pi}(?=["'*_\p{Pe}\p{Pf}\p{Pi}]{0,8}(?:\s|$)))*/uy;
const DETACHED_CLOSERS = /(?:\s(?:''|['\p{Pe}\p{Pf}](?=\s|$)))*/uy;
const DETACHED_QUOTE = /\s"(?=\s|$)/uy;
const CITATION_BODY =
  '\\[\\s?(?:\\d{1,4}(?:\\s?[,–-]\\s?\\d{1,4})*|[a-z]|note \\d{1,3}|citation needed)\\s?\\]';
const ATTACHED_CITATIONS = new RegExp(`(?:${CITATION_BODY})*`, 'uy');
const DETACHED_CITATIONS = new RegExp(`(?:\\s?${CITATION_BODY})*`, 'uy');
const LAST_WORD = /[^\s"'()[\]\p{Pi}\p{Pf}„‚]+$/u;
const NEXT_WORD = /\s*(?:["'*_`¿¡\p{Ps}\p{Pi}]|--?|[–—•])*\s*([^\s,;:!?"'\p{Pe}\p{Pf}]*)/uy;
const ENUMERATOR =
  /^["“(*_[]*(?:(?:figure|table|box|chapter|section|part|step|appendix)\s)?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivx]{1,5}|[IVX]{1,5})$/iu;
/** "TOP 2 Dividend.", "§ 4 Notice.", "3. Trip.": the title of what follows on its line, which says nothing without it. */
const RUN_IN_TITLE =
  /^["“(*_[]*(?:(?:TOP|Item|Point|Punkt|Art(?:icle|ikel)?\.?|Section|§+)\s?\d{1,3}[a-z]?[.):]?(?:\s+[^\s.!?;:]+){1,6}|(?:\d{1,3}[.)]|\d{1,3}(?:\.\d{1,3})+)\s+\p{Lu}[^\s.!?;:]*(?:\s+[^\s.!?;:]+){0,2})$/u;
const LONGEST_RUN_IN_TITLE = 60;
/** "Introduction ........ 3": the dots lead to the number of a page. */
const LEADER = /^[.…](?:\s?[.…]){3,}$/u;
const PAGE_NUMBER_ALONE = /^\s*\d{1,4}\s*$/u;
const NOT_A_START = /^\s*[,;:%&\p{Pe}]/u;
const ACRONYM = /^(?:\p{L}\.)+\p{L}$/u;
/** "(2. Reihe)": what a bracket opens with is no end of the sentence around it. */
const NUMBER_IN_BRACKET = /\(\d{1,3}$/u;
/** `12`, `#12`, `+49`, `XIV` */
const NUMBER = /^[\d#+]|^[IVX]+\b/u;
/** `SN-88213`, `A4`, `HRB/551` */
const IDENTIFIER = /^\p{Lu}{0,5}[-./_]?\d/iu;
const WHITE_SPACE = /^\s/u;
const LONGEST_WORD_LOOKED_AT = 24;
const LOOK_AHEAD = 48;

/**
 * Where the sentence ends that a terminator closes, behind its closing quotes, brackets and citation marks;
 * `undefined` where the terminator ends no sentence (abbreviation, initial, decimal, missing space, …).
 *
 * @param cased whether the block has upper-case letters, so that a lower-case word says "goes on".
 */
export function sentenceEnd(block: string, terminator: Terminator, cased: boolean): number | undefined {
  const marks = block.slice(terminator.start, terminator.end);
  const detached = terminator.start > 0 && WHITE_SPACE.test(block.charAt(terminator.start - 1));
  const end = closeSentence(block, terminator, detached);
  if (end < block.length && !WHITE_SPACE.test(block.charAt(end))) return undefined;
  const ahead = block.slice(end, end + LOOK_AHEAD);
  if (LEADER.test(marks) && PAGE_NUMBER_ALONE.test(ahead)) return undefined;
  if (ahead.trim() === '') return end + LOOK_AHEAD >= block.length ? undefined : end;
  if (NOT_A_START.test(ahead)) return undefined;
  const nextWord = matchAt(NEXT_WORD, ahead, 0)?.[1] ?? '';
  const goesOn = cased && /^\p{Ll}/u.test(nextWord);
  if (/[!?]/u.test(marks)) {
    return goesOn || (detached && marks === '!' && /^\d/u.test(nextWord)) ? undefined : end;
  }
  if (marks !== '.') return goesOn ? undefined : end;
  const sentence = block.slice(terminator.sentenceStart, terminator.start);
  if (sentence.length < LONGEST_WORD_LOOKED_AT && ENUMERATOR.test(sentence.trim())) return undefined;
  if (isRunInTitle(sentence) && !NUMBER.test(nextWord)) return undefined;
  if (NUMBER_IN_BRACKET.test(sentence.slice(-LONGEST_WORD_LOOKED_AT))) return undefined;
  return fullStopEnds(lastWordBefore(block, terminator.start), nextWord, goesOn, detached) ? end : undefined;
}

function isRunInTitle(sentence: string): boolean {
  return sentence.length < LONGEST_RUN_IN_TITLE && RUN_IN_TITLE.test(sentence.trim());
}

function fullStopEnds(lastWord: string, nextWord: string, goesOn: boolean, detached: boolean): boolean {
  const word = lastWord.toLowerCase();
  if (goesOn && !detached) return false;
  if (NEVER_LAST.has(word)) return false;
  if (introducesNumber(word, nextWord)) return false;
  if (/^\d{1,2}$/u.test(word) && AFTER_ORDINAL.has(nextWord.toLowerCase().replace(/\.$/u, ''))) return false;
  const isInitial = /^\p{L}$/u.test(word) && !(detached && /^\p{Lu}/u.test(nextWord));
  if (isInitial || MAYBE_LAST.has(word) || ACRONYM.test(word)) {
    return !goesOn && SENTENCE_STARTERS.has(nextWord.toLowerCase());
  }
  return true;
}

function introducesNumber(word: string, nextWord: string): boolean {
  if (BEFORE_IDENTIFIER.has(word) && IDENTIFIER.test(nextWord)) return true;
  if (!BEFORE_NUMBER.has(word) && !STREET.test(word)) return false;
  if (nextWord === 'I') return !WORDS_AS_WELL.has(word);
  return NUMBER.test(nextWord);
}

function closeSentence(block: string, terminator: Terminator, detached: boolean): number {
  let end = terminator.end + lengthAt(ATTACHED_CITATIONS, block, terminator.end);
  end += lengthAt(ATTACHED_CLOSERS, block, end);
  end += lengthAt(ATTACHED_CITATIONS, block, end);
  end += lengthAt(DETACHED_CLOSERS, block, end);
  if (detached && terminator.quoteIsOpen) end += lengthAt(DETACHED_QUOTE, block, end);
  if (detached) end += lengthAt(DETACHED_CITATIONS, block, end);
  return end;
}

function lastWordBefore(block: string, position: number): string {
  const before = block.slice(Math.max(0, position - LONGEST_WORD_LOOKED_AT), position).trimEnd();
  return LAST_WORD.exec(before)?.[0] ?? '';
}

function matchAt(pattern: RegExp, text: string, position: number): RegExpExecArray | null {
  pattern.lastIndex = position;
  return pattern.exec(text);
}

function lengthAt(pattern: RegExp, text: string, position: number): number {
  return matchAt(pattern, text, position)?.[0].length ?? 0;
}

import { isSignpost } from '../passages/passage.js';
import type { PassageEvidence, SentenceEvidence } from './evidence.js';
import { METHOD } from './method.js';
import { isQuestion, scoresOfAnswers } from './questions-answered.js';

/** A sentence as a candidate for the answer. */
export interface RankedSentence {
  readonly evidence: PassageEvidence;
  /** Position among the passage's sentences. */
  readonly position: number;
  readonly sentence: SentenceEvidence;
  /** Comparable within one question only. */
  readonly score: number;
}

/**
 * What excerpts are chosen for: a sentence about the like of what is asked for answers nothing, and is the best that a
 * refusal can point to; what is said of another version comes behind the one that is asked about there, too.
 */
export type ExcerptPurpose = 'answer' | 'related';

/** The fused search score, with what the reader and the question's names add. */
export function passageScore({ passage, reading, namesHeld }: PassageEvidence): number {
  const { weight, scale } = METHOD.passageReader;
  const named = METHOD.names * namesHeld;
  return passage.score + named + (reading ? weight / (1 + Math.exp(-reading.score / scale)) : 0);
}

/**
 * All sentences of all passages, best first. Headings answer nothing unless their passage has nothing else, questions,
 * lines of navigation, the title and lines that say what those below are about nothing unless no passage has.
 */
export function rankSentences(
  evidence: readonly PassageEvidence[],
  purpose: ExcerptPurpose = 'answer',
): RankedSentence[] {
  const ranked = evidence.flatMap((passage) => {
    const base = passageScore(passage);
    const texts = passage.sentences.map(({ text }) => text);
    const scores = scoresOfAnswers(texts, passage.sentences.map(sentenceScore));
    return passage.sentences.map((sentence, position) => {
      const score = base + (scores[position] ?? 0);
      return { evidence: passage, position, sentence, score: score + decidedBy(sentence, purpose) };
    });
  });
  const saying = ranked.filter(({ evidence, sentence }) => says(sentence, evidence));
  return (saying.length > 0 ? saying : ranked).sort((a, b) => b.score - a.score);
}

function says(said: SentenceEvidence, { passage, sentences }: PassageEvidence): boolean {
  const { sentence, text, record } = said;
  if (isQuestion(text) || record?.isLead || (sentence.kind === 'prose' && text === passage.document.title))
    return false;
  return (
    !isSignpost(sentence) ||
    record !== undefined ||
    sentences.every((other) => other.sentence.kind === 'heading')
  );
}

/**
 * How far the best sentence about the like of what is asked for ({@link SentenceEvidence.namesOther}) would stand above
 * a chosen one, if it were about what is asked for. Negative where it would stand below. From -`below` to `above` of
 * `METHOD.others`; the lowest also where there is none.
 */
export function leadOfOthers(evidence: readonly PassageEvidence[], chosen: RankedSentence): number {
  const others = evidence.flatMap((passage) =>
    passage.sentences
      .filter(({ namesOther }) => namesOther)
      .map((sentence) => passageScore(passage) + sentenceScore(sentence)),
  );
  const { below, above } = METHOD.others;
  return Math.min(above, Math.max(-below, Math.max(...others) - chosen.score));
}

function sentenceScore({ cosine, coverage, readerProbability = 0, recordMatch }: SentenceEvidence): number {
  const { sentence, record } = METHOD;
  const meaning =
    sentence.cosine * cosine + sentence.coverage * coverage + sentence.reader * readerProbability;
  return meaning - record.mismatch * (1 - recordMatch);
}

/** What a sentence names decides over all that speaks for it. */
function decidedBy(
  { namesOther, isOfOtherVersion, statesAskedAuthor }: SentenceEvidence,
  purpose: ExcerptPurpose,
): number {
  const { penalty, ofVersion } = METHOD.others;
  if (purpose === 'related') return isOfOtherVersion ? -ofVersion : 0;
  if (namesOther) return -penalty;
  return statesAskedAuthor ? METHOD.askedAuthor : 0;
}

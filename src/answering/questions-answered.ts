/** Behind it, marks of Markdown and quotation. */
const QUESTION_MARK = /[?？]['"”’»)\]*_]*\s*$/u;
const EMPHASIS = String.raw`^[\s*_>#-]*`;
const ASKED = new RegExp(String.raw`${EMPHASIS}(?:Q|F|Question|Frage)\s?\p{Nd}*[.:)][*_]*\s`, 'u');
const ANSWERED = new RegExp(String.raw`${EMPHASIS}(?:A|Answer|Antwort)\s?\p{Nd}*[.:)][*_]*\s`, 'u');

/** Whether a sentence of a document asks something, as in an FAQ: it answers nothing. */
export function isQuestion(sentence: string): boolean {
  return QUESTION_MARK.test(sentence) || ASKED.test(sentence);
}

/** Whether a line begins with `Q:` or `A:`, which are no names that something is said of. */
export function isLabelledQuestionOrAnswer(line: string): boolean {
  return ASKED.test(line) || ANSWERED.test(line);
}

/**
 * Scores of a passage's sentences, where what follows questions stands as near to one who asks the same as they do: it
 * answers them.
 */
export function scoresOfAnswers(sentences: readonly string[], scores: readonly number[]): number[] {
  let asked = -Infinity;
  return scores.map((score, position) => {
    if (isQuestion(sentences[position] ?? '')) {
      asked = Math.max(asked, score);
      return score;
    }
    const best = Math.max(score, asked);
    asked = -Infinity;
    return best;
  });
}

import type { RefusalReason } from './answer.js';

/**
 * Why a question has no answer, in words that stay true where the answer stands in one of the excerpts that a refusal
 * shows: it says what was not found for sure, never what the documents hold. The widget's other languages translate
 * these.
 */
export const REFUSALS: Readonly<Record<RefusalReason, string>> = {
  nothing_relevant: 'Nothing was found that is surely about this.',
  related_but_no_answer: 'Passages about this were found, but none that surely answers it.',
  not_a_question: 'This doesn’t read like a question that can be looked up.',
  empty_knowledge: 'There are no documents to answer from yet.',
};

/** What stands above the excerpts that a refusal shows. */
export const RELATED = 'The nearest excerpts, not sure enough for an answer';

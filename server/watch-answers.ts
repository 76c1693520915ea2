import type { QuestionAnswerer } from '../src/citewell-api.js';

type Answer = Awaited<ReturnType<QuestionAnswerer['ask']>>;

/** The same answerer, which shows each of its answers to `watch` before it gives it. */
export function watchAnswers(answerer: QuestionAnswerer, watch: (answer: Answer) => void): QuestionAnswerer {
  return {
    ask: async (question, options) => {
      const answer = await answerer.ask(question, options);
      watch(answer);
      return answer;
    },
    search: (query, options) => answerer.search(query, options),
    listDocuments: (page) => answerer.listDocuments(page),
    getDocument: (id) => answerer.getDocument(id),
    status: () => answerer.status(),
  };
}

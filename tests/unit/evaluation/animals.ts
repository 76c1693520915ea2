import type { EvaluationSet } from '../../../src/evaluation/question-set.js';

const cats = 'Cats sleep sixteen hours a day. They hunt at dawn.\n\nA group of cats is called a clowder.';
const whales = 'Blue whales weigh up to 150 tonnes. They eat krill in summer.';

/** Two documents and five questions whose results with the word-overlap answerer can be worked out by hand. */
export const animals: EvaluationSet = {
  name: 'animals',
  form: 'beir',
  corpus: [
    { id: 'cats', title: 'Cats', text: cats },
    { id: 'whales', title: 'Blue whales', text: whales },
  ],
  unit: 'document',
  paragraphs: new Map(),
  questions: [
    {
      id: 'right',
      text: 'How many hours a day do cats sleep?',
      history: [],
      answers: ['sixteen'],
      answerable: true,
      spans: [{ documentId: 'cats', start: 11, end: 18, text: 'sixteen' }],
      relevant: new Map([['cats', 1]]),
    },
    {
      id: 'wrong',
      text: 'What do blue whales weigh in, in summer: krill?',
      history: [],
      answers: ['krill'],
      answerable: true,
      spans: [],
      relevant: new Map([['whales', 2]]),
    },
    {
      id: 'refused',
      text: 'Which collective noun would someone use, a clowder?',
      history: [],
      answers: ['clowder'],
      answerable: true,
      spans: [],
      relevant: new Map([['cats', 1]]),
    },
    {
      id: 'fooled',
      text: 'Cats hunt at dawn <b>where</b>?',
      history: [],
      answers: [],
      answerable: false,
      spans: [],
      relevant: new Map(),
    },
    {
      id: 'silent',
      text: 'Is Paris expensive?',
      history: [],
      answers: [],
      answerable: false,
      spans: [],
      relevant: new Map(),
    },
  ],
};

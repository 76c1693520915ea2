import { describe, expect, it } from 'vitest';
import { resolveQuestion } from '../../../src/retrieval/follow-up.js';

const conversation = (...questions: string[]) =>
  questions.flatMap((text) => [
    { role: 'user' as const, text },
    { role: 'assistant' as const, text: 'Some answer about Something Else.' },
  ]);

describe('a follow-up', () => {
  it.each([
    ['What is she working on?', 'Who is Yang Hongxia?', 'What is Yang Hongxia working on?'],
    [
      'Where is its head office?',
      'What does the Bank of England do?',
      'Where is Bank of England’s head office?',
    ],
    [
      'And over how many years?',
      'How much is Alibaba investing?',
      'How much is Alibaba investing? And over how many years?',
    ],
    [
      'what about Baidu?',
      'How much is Alibaba investing?',
      'How much is Alibaba investing? what about Baidu?',
    ],
    ['Why?', 'Did the trial end early?', 'Did the trial end early? Why?'],
  ])('"%s" after "%s" becomes "%s"', (question, previous, standalone) => {
    expect(resolveQuestion(question, conversation(previous)).standalone).toBe(standalone);
  });

  it('is not guessed at where two names could be meant: the question before goes in front', () => {
    const { question, standalone } = resolveQuestion(
      'Where is she from?',
      conversation('Did Ann Lee meet Eva Roth?'),
    );
    expect(question).toBe('Where is she from?');
    expect(standalone).toBe('Did Ann Lee meet Eva Roth? Where is she from?');
  });
});

describe('a question that names its own topic', () => {
  it('stays as it is, whatever was talked about', () => {
    const question = 'Which treaty ended the Thirty Years War in Europe?';
    expect(resolveQuestion(question, conversation('How much is Alibaba investing?'))).toEqual({
      question,
      standalone: question,
      context: 'How much is Alibaba investing?',
    });
  });

  it('stands alone at the start of a conversation', () => {
    expect(resolveQuestion('Why?', [])).toEqual({ question: 'Why?', standalone: 'Why?', context: undefined });
  });

  it('looks past what the assistant said to the last question', () => {
    expect(resolveQuestion('Why?', conversation('First?', 'Is tea served?')).context).toBe('Is tea served?');
  });
});

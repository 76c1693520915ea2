import { describe, expect, it } from 'vitest';
import { askedBeside } from '../../../src/answering/asked-sections.js';
import { analyseQuestion } from '../../../src/answering/question-analysis.js';
import { rankedPassage } from './support/ranked-passage.js';

function beside(question: string, ...headings: readonly string[][]): string[][] {
  const passages = headings.map((own) => rankedPassage('', [], { headings: own }));
  return askedBeside(passages, analyseQuestion(question).named).map((stems) => [...stems]);
}

describe('sections beside the one that is asked about', () => {
  const team = [
    ['Team', 'Anna Berg'],
    ['Team', 'Priya Natarajan'],
  ];

  it('are told by the name that is its heading', () => {
    expect(beside("What is Anna Berg's phone extension?", ...team)).toEqual([[], ['anna', 'berg']]);
    expect(beside('Who runs the laboratory?', ...team)).toEqual([[], []]);
  });

  it('stand under the same heading, at the same depth', () => {
    const others = [['Team', 'Anna Berg'], ['Team'], ['Guests', 'Li Wei'], ['Team', 'Anna Berg', 'Dogs']];
    expect(beside('Where does Anna Berg live?', ...others)).toEqual([[], [], [], []]);
  });

  it('are names themselves, and no topics', () => {
    const pool = [['Berlin'], ['Opening hours'], ['Tickets']];
    expect(beside('What are the opening hours of the Berlin pool?', ...pool)).toEqual([[], [], []]);
  });

  it('are none of a heading that is a word like others', () => {
    expect(beside('What does the installation take?', ['Installation'], ['Limits'])).toEqual([[], []]);
  });
});

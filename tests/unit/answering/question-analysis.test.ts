import { describe, expect, it } from 'vitest';
import { analyseQuestion, holdsKind } from '../../../src/answering/question-analysis.js';

describe('what a question asks for', () => {
  it.each([
    ['How much is Alibaba investing?', 'quantity'],
    ['What percentage of staff replied?', 'quantity'],
    ['When was Ernie released?', 'date'],
    ['In which year did it open?', 'date'],
    ['Who founded DeepSeek?', 'person'],
    ['What shook Wall Street?', 'other'],
    ['What is the last name of the player who scored?', 'other'],
    ['Since which version is there a sink?', 'version'],
    ['first version with OIDC', 'version'],
    ['What is the latest release?', 'version'],
    ['release date of 4.2', 'date'],
    ['What is the date of the party?', 'date'],
    ['What release date has 4.2?', 'other'],
    ['Who was king when the war began?', 'person'],
    ['When the war ended, who became king?', 'person'],
    ['When a commission reached no decision, what happened?', 'other'],
    ['When, if ever, was it opened?', 'date'],
    ['Of these, how many are open?', 'quantity'],
    ['According to the WHO, how many people smoke?', 'quantity'],
    ['When the war ended how many died?', 'quantity'],
    ['The team which won in 1998, how many goals did it score?', 'quantity'],
  ])('%s is a %s', (question, kind) => {
    expect(analyseQuestion(question).kind).toBe(kind);
  });

  it('is looked for in the excerpt', () => {
    expect(holdsKind('quantity', 'It cost twelve pounds.')).toBe(true);
    expect(holdsKind('quantity', 'It was dear.')).toBe(false);
    expect(holdsKind('date', 'It opened in March.')).toBe(true);
    expect(holdsKind('date', 'It opened late.')).toBe(false);
    expect(holdsKind('person', 'It was opened by Ann Lee.')).toBe(true);
    expect(holdsKind('person', 'It was opened by a clerk.')).toBe(false);
    expect(holdsKind('other', '')).toBe(true);
  });
});

describe('the names of a question', () => {
  it.each([
    ['How much is Baidu investing in AI?', ['baidu', 'ai']],
    ['Is Qwen2.5-Max open?', ['qwen2', '5', 'max']],
    ['Where did they go in 1998?', ['1998']],
    ['when did it open', []],
  ])('%s: %j', (question, named) => {
    expect(analyseQuestion(question).named).toEqual(named);
  });
});

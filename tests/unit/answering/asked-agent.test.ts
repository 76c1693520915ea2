import { describe, expect, it } from 'vitest';
import { AskedAgent } from '../../../src/answering/asked-agent.js';
import { termsOf } from '../../../src/passages/terms.js';

const isOther = (question: string, text: string, above = '') =>
  new AskedAgent(question).isOtherIn({ text, terms: termsOf(text) }, termsOf(above));

describe('a sentence that tells what another does', () => {
  it('names who does it and not who is asked about', () => {
    const alibaba = 'Recognizing the need, Alibaba has committed US$52 billion.';
    expect(isOther('How much is Baidu investing in AI?', alibaba)).toBe(true);
    expect(isOther('How much is Alibaba investing in AI?', alibaba)).toBe(false);
    expect(isOther('How much does the plan cost?', alibaba)).toBe(false);
  });

  it('is not told where a pronoun, a heading or another form may mean who is asked about', () => {
    const question = 'When did Tesla leave?';
    expect(isOther(question, 'Edison had paid, and he left in 1885.')).toBe(false);
    expect(isOther(question, 'Edison was rude in 1885.', 'Nikola Tesla')).toBe(false);
    expect(isOther('When did Italy join?', 'Rome was in favour, the Italian king less.')).toBe(false);
    expect(isOther(question, 'Edison was rude in 1885.')).toBe(true);
  });
});

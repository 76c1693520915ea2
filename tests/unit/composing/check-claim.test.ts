import { describe, expect, it } from 'vitest';
import { checkClaim } from '../../../src/composing/guard/check-claim.js';
import { Evidence } from '../../../src/composing/guard/evidence.js';
import { passagesOf } from './support/quotable-passages.js';

/** What becomes of a claim whose one quote is the document's whole text. */
function verdictOn(claim: string, document: string, question = 'What does it say?'): string {
  const evidence = new Evidence(passagesOf(document), question);
  const verdict = checkClaim({ text: claim, quotes: [{ passage: 1, quote: document }] }, evidence);
  return 'dropped' in verdict ? verdict.dropped : 'kept';
}

describe('a number', () => {
  it.each([
    ['They paid 1000 euros.', 'They paid 1,000 euros.'],
    ['They paid 1,000 euros.', 'They paid one thousand euros.'],
    ['They paid €1000.', 'They paid 1\u202f000 euros.'],
    ['It cost 52 billion dollars.', 'It cost US$52bn.'],
    ['It cost $52 billion.', 'It cost 52,000 million dollars.'],
    ['It cost US$52 billion.', 'It cost more than US$52 billion.'],
    ['It took fifty-two days.', 'It took 52 days.'],
    ['It rose by 4.50 percent.', 'It rose by 4.5%.'],
    ['It rose by 4,5%.', 'It rose by 4.5%.'],
    ['It holds for three years.', 'It holds for the next three years.'],
    ['It is the 3rd largest.', 'It is the third largest.'],
    ['It opened in 1962.', 'It opened on 14 June 1962.'],
    ['It opened on June 14, 1962.', 'It opened on 14.06.1962.'],
    ['It opened in June 1962.', 'It opened on 1962-06-14.'],
    ['Its model is GPT-4.', 'Its model is GPT-4.'],
    ['It was ٣ metres wide.', 'It was 3 metres wide.'],
    ['It took over three years.', 'It took over 3 years.'],
  ])('is let through: "%s" of "%s"', (claim, document) => {
    expect(verdictOn(claim, document)).toBe('kept');
  });

  it.each([
    ['They paid 1001 euros.', 'They paid 1,000 euros.', 'unsupported_number'],
    ['It cost US$53 billion.', 'It cost US$52 billion.', 'unsupported_number'],
    ['It cost US$52 million.', 'It cost US$52 billion.', 'unsupported_number'],
    ['It cost 52 billion euros.', 'It cost US$52 billion.', 'unsupported_number'],
    ['It cost £52.', 'It cost 52.', 'unsupported_number'],
    ['It rose by 5.', 'It rose by 5 percent.', 'unsupported_number'],
    ['It rose by 5 percent.', 'It rose by 5 in May.', 'unsupported_number'],
    ['It rose by 5 percentage points.', 'It rose by 5 percent.', 'unsupported_number'],
    ['It lasts three months.', 'It lasts three years.', 'unsupported_number'],
    ['It lasts three weeks a month.', 'It lasts three weeks a year.', 'unsupported_number'],
    ['It is 8 days.', 'It is 28 days.', 'unsupported_number'],
    ['It weighs 11 tonnes.', 'It weighs 11.2 tonnes.', 'unsupported_number'],
    ['It was 25 °C.', 'It was −25 °C.', 'unsupported_number'],
    ['It cost less than $52.', 'It cost more than $52.', 'unsupported_number'],
    ['It cost at least $52.', 'It cost $52.', 'unsupported_number'],
    ['All staff get it.', 'Some staff get it.', 'unsupported_number'],
    ['Half of the staff get it.', 'A third of the staff get it.', 'unsupported_number'],
    ['It costs 1 euro.', 'It costs 1.000 euro.', 'unsupported_number'],
    ['It opened on 17 June 1962.', 'It opened on 14 June 1962.', 'unsupported_date'],
    ['It opened in July 1962.', 'It opened on 14 June 1962.', 'unsupported_date'],
    ['It opened on 6 March.', 'It opened in March and closed on 6 May.', 'unsupported_date'],
    ['Its model is GPT-5.', 'Its model is GPT-4; it came 5 days late.', 'unsupported_name'],
    ['It dates from the 1990s.', 'It dates from the 1980s.', 'unsupported_name'],
  ])('is not: "%s" of "%s"', (claim, document, reason) => {
    expect(verdictOn(claim, document)).toBe(reason);
  });

  it('may be the question’s, unless the quotes have another of its kind', () => {
    const question = 'Does Alibaba invest $100 billion, as the 1998 report says?';
    expect(verdictOn('The 1998 report says little.', 'The report says little.', question)).toBe('kept');
    expect(verdictOn('Alibaba invests $100 billion.', 'Alibaba invests $52 billion.', question)).toBe(
      'unsupported_number',
    );
  });
});

describe('a name', () => {
  it.each([
    ['Yang Hongxia leads it.', 'It is Yang Hongxia who leads it.'],
    ['The LLM is open.', 'The LLMs are open.'],
    ['U.S. law applies.', 'US law applies.'],
    ['Zoë Muller leads it.', 'Zoe Müller leads it.'],
    ['Leave is paid.', 'Paid leave is given: leave is paid.'],
    ['However, it is open.', 'It is open.'],
    ['The project leads China’s field.', 'The project leads the field of China.'],
  ])('is let through: "%s" of "%s"', (claim, document) => {
    expect(verdictOn(claim, document)).toBe('kept');
  });

  it.each([
    ['Baidu leads it.', 'Alibaba leads it.'],
    ['It is led by Yang Haldane.', 'It is led by Yang Hongxia and Matt Haldane.'],
    ['The University of Kong leads it.', 'It leads Kong.'],
    ['The WHO leads it.', 'It is they who lead it; the rest follow.'],
    ['It runs on iPhone.', 'It runs on a phone.'],
  ])('is not: "%s" of "%s"', (claim, document) => {
    expect(verdictOn(claim, document)).toBe('unsupported_name');
  });

  it('may be the question’s, however it is written there', () => {
    expect(verdictOn('Alibaba pays.', 'It pays.', 'what does alibaba pay?')).toBe('kept');
  });
});

describe('a denial', () => {
  it.each([
    ['The plant was closed.', 'The plant was not closed.'],
    ['The plant was not closed.', 'The plant was closed.'],
    ['She held a chair.', 'She never held a chair.'],
    ['Visitors enter without a badge.', 'Visitors must not enter without a badge.'],
    ['The dome was damaged.', 'Neither the dome nor the mirror was damaged.'],
    ['It didn’t work.', 'It worked.'],
  ])('that is turned round is not let through: "%s" of "%s"', (claim, document) => {
    expect(verdictOn(claim, document)).toBe('contradiction');
  });

  it.each([
    ['The plant was not closed.', 'The plant wasn’t closed.'],
    ['Alibaba opened it.', 'Baidu is not far behind, and Alibaba opened it.'],
    ['It opened a school.', 'It not only opened a school but a park.'],
    [
      'They may be carried over until 31 March.',
      'They may be carried over, but no later than until 31 March.',
    ],
  ])('that stays as it is is let through: "%s" of "%s"', (claim, document) => {
    expect(verdictOn(claim, document)).toBe('kept');
  });
});

describe('a claim', () => {
  const document = 'Alibaba has committed more than US$52 billion to infrastructure. Baidu opens its models.';

  it('is dropped with a quote that is nowhere', () => {
    const evidence = new Evidence(passagesOf(document), 'How much?');
    const claim = {
      text: 'Alibaba has committed money.',
      quotes: [{ passage: 1, quote: 'Alibaba has given money.' }],
    };
    expect(checkClaim(claim, evidence)).toEqual({ dropped: 'no_verified_quote', unverifiedQuotes: 1 });
  });

  it('is dropped where it says what no quote says, with every name right', () => {
    expect(verdictOn('Alibaba is bankrupt and sells its furniture.', document)).toBe('unsupported_wording');
  });

  it('is dropped where it only says the question', () => {
    expect(verdictOn('Treaties end wars.', 'Baidu opens its models.', 'Do treaties end wars?')).toBe(
      'unsupported_wording',
    );
  });

  it('is dropped with an address or a quotation of its own', () => {
    expect(verdictOn('Baidu opens its models, see www.evil.example/models.', document)).toBe(
      'unsupported_link',
    );
    expect(verdictOn('Baidu opens its models: "everything is now free".', document)).toBe(
      'unsupported_quotation',
    );
  });

  it('is dropped where it asks or has no words', () => {
    expect(verdictOn('Does Baidu open its models?', document)).toBe('no_statement');
    expect(verdictOn('هل تفتح بايدو نماذجها؟', document)).toBe('no_statement');
    expect(verdictOn('…', document)).toBe('no_statement');
  });

  it('is shown as plain text', () => {
    const evidence = new Evidence(passagesOf(document), '');
    const text =
      '- **Baidu** <b onclick=x>opens</b> [its](javascript:alert(1)) models [3][1,\u00a02].\u202e\u200b';
    const verdict = checkClaim(
      { text, quotes: [{ passage: 1, quote: 'Baidu opens its models.' }] },
      evidence,
    );
    expect(verdict).toMatchObject({ kept: { text: 'Baidu opens its models.' } });
  });
});

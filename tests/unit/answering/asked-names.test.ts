import { describe, expect, it } from 'vitest';
import { AboutOther } from '../../../src/answering/about-other.js';
import { AskedAgent } from '../../../src/answering/asked-agent.js';
import { AskedNames } from '../../../src/answering/asked-names.js';
import { termsOf } from '../../../src/passages/terms.js';
import { rankedPassage } from './support/ranked-passage.js';

/** Whether `text` is about the like of what `question` asks for; of `key`, the words that it is about. */
function isAboutOther(
  question: string,
  text: string,
  { key, around = text }: { key?: string; around?: string } = {},
) {
  const said = {
    text,
    terms: termsOf(text),
    ...(key !== undefined && { key: { start: 0, end: key.length } }),
  };
  const passage = rankedPassage(around, []);
  const held = new Set(passage.words.terms.map(({ stem }) => stem));
  const asked = { names: new AskedNames(question), agent: new AskedAgent(question), counted: undefined };
  const surroundings = { beside: new Set<string>(), held };
  return new AboutOther(asked, passage, surroundings).is(said, undefined);
}

describe('a sentence that names no year', () => {
  const isOther = (question: string, { above = [] as string[], held = [] as string[] }) =>
    new AskedNames(question).isOfOtherYear(
      { text: 'The Team edition costs €390.', terms: termsOf('The Team edition costs €390.') },
      new Set(held),
      above.map((text) => ({ text, terms: termsOf(text) })),
    );
  const question = 'price of the Team edition in 2021';

  it('is of the year of the nearest heading or the title', () => {
    expect(isOther(question, { above: ['Editions', 'Prices 2024'] })).toBe(true);
    expect(isOther(question, { above: ['Since 2019', 'Prices 2024'] })).toBe(false);
    expect(isOther(question, { above: ['2019–2024'] })).toBe(false);
    expect(isOther(question, { above: ['Editions', 'Prices'] })).toBe(false);
  });

  it('is told where one year is asked for, and the passage does not hold it', () => {
    expect(isOther(question, { above: ['Prices 2024'], held: ['2021'] })).toBe(false);
    expect(isOther('price in 2020 and 2021', { above: ['Prices 2024'] })).toBe(false);
    expect(isOther('price of the Team edition', { above: ['Prices 2024'] })).toBe(false);
  });
});

describe('a text about the like of what is asked for', () => {
  it.each([
    ['How late is Castle Lido open?', 'Castle Pool is open until 9 pm.'],
    ['What is the telephone number of Hotel Miramar?', 'The number of Guesthouse Miramar is 0130 200 419.'],
    ['how late is castle lido open', 'Castle Pool is open until 9 pm.'],
    ['How much is the 120 mm hinge?', 'A hinge of 80 mm costs £3.20.'],
    ['What does error E-502 mean?', 'Error E-501 means that the door is open.'],
    ['What is the default of `job_delay`?', 'The default of `retry_delay` is 30 s.'],
    ['What does --dry-retries do?', '`--dry-run` writes nothing.'],
    ['Arrival time of RE 305?', 'IC 305 arrives at 16:31.'],
    ['How much data do I get with Talk M?', 'Talk L has 3 GB.'],
    ['The Scotland Act 2002 extends what?', 'The Scotland Act 2012 extends the devolved competencies.'],
    ['Wie hoch war der Umsatz im Mai 2021?', 'Im Mai 2020 betrug der Umsatz 4 Mio. Euro.'],
    ['2024年的收入是多少', '2023年的收入是四百万。'],
    ['How long is the hose of 30 m?', 'The hose of 50 m costs £40.'],
    ['How much is Baidu investing in AI?', 'Alibaba is investing US$52 billion in AI.'],
    ['What is the power of the Kneta 500?', 'The Kneta 300 has a power of 500 W.'],
  ])('is told: %s – %s', (question, text) => {
    expect(isAboutOther(question, text)).toBe(true);
  });

  it.each([
    ['How late is Castle Lido open?', 'Castle Lido is open until 9 pm, and so is Castle Pool.'],
    ['How long did Western Europe control Cyprus?', 'The island was under Western European domination.'],
    ['Governon Robert Dinwiddie invested in what?', 'Governor Robert Dinwiddie invested in a company.'],
    ['Does 4.2.1 have the sink?', 'The sink is there since 4.2.0.'],
    ['How far is it?', 'It is 1,500 km to the 1,000 km mark.'],
    ['What is 500 km away?', 'Oslo is 1,500 km away.'],
    ['How many people live in Fresno?', 'Fresno County has 900,000 inhabitants.'],
    ['Who did Tesla work for?', 'Tesla Motors was founded in 2003.'],
    ['What does the brass hinge cost?', 'The Brass hinge 80 mm costs £3.20.'],
    ['When was Ernie released?', 'Baidu released Ernie in 2023.'],
    ['Can I get a refund after 10 days?', 'Refunds are given within 30 days.'],
    ['May a 17 year old drive?', 'Drivers must be at least 18 years old.'],
    ['Can I bring 2 bags?', 'Passengers may bring up to 3 bags.'],
    ['Is Python 3.9 supported?', 'Python 3.8 or later is needed.'],
    ['Which licence do I need for 5 users?', 'The small licence is for 1 to 10 users.'],
    ['Who was king in 1643?', 'Louis was king from 1610 to 1650.'],
    ['How loud is the Harmattan 12?', 'Article: HA-12'],
    ['What did the Yuan class system represent?', 'People within the four-class system had little power.'],
  ])('is no other: %s – %s', (question, text) => {
    expect(isAboutOther(question, text)).toBe(false);
  });

  it('may be named in small letters where a record says what it is about', () => {
    const question = 'How much is the walnut drawer front?';
    const row = 'Item: oak drawer front; Price: £19; Fits: drawer front 2';
    expect(isAboutOther(question, row)).toBe(false);
    expect(isAboutOther(question, row, { key: 'Item: oak drawer front' })).toBe(true);
    expect(isAboutOther(question, row.replace('oak', 'Oak'), { key: 'Item: Oak drawer front' })).toBe(true);
    expect(isAboutOther('How much is the oak drawer front?', row, { key: 'Item: oak drawer front' })).toBe(
      false,
    );
  });

  it('is of other years, unless its passage speaks of the one that is asked about', () => {
    const text = 'In 2021 it had 41,000 visitors, in 2022 52,500.';
    expect(isAboutOther('How many visitors came in 2023?', text)).toBe(true);
    expect(isAboutOther('How many visitors came in 2022?', text)).toBe(false);
    expect(isAboutOther('How many visitors came?', text)).toBe(false);
    expect(isAboutOther('How many visitors came in 2023?', 'It had 70 visitors.')).toBe(false);
    expect(isAboutOther('How much more came in 2023?', text, { around: `${text} In 2023 more came.` })).toBe(
      false,
    );
  });

  it('is no other where a word opens it and the passage has the whole name', () => {
    const [question, text] = ['What did Jane Smith open?', 'Yesterday Smith opened the new wing.'];
    expect(isAboutOther(question, text)).toBe(true);
    expect(isAboutOther(question, text, { around: `Jane Smith leads the museum. ${text}` })).toBe(false);
  });

  it('says nothing of names that share no word', () => {
    expect(isAboutOther('How much was lent to Baidu?', 'Alibaba is investing US$52 billion.')).toBe(false);
  });
});

describe('a record that has a number for its name', () => {
  const row = 'No.: 1022; Object: Figurehead; Acquired: 1949';
  const isOther = (question: string) => new AskedNames(question).isOtherNumber('1022', termsOf(row));

  it('is another where a number of as many digits is asked about', () => {
    expect(isOther('what is the insured value of object 1023')).toBe(true);
  });

  it.each([
    'insured value of object 1022',
    'Which object was acquired in 1949?',
    'which object is 12 m long',
    'Is the figurehead worth 210000?',
    'objects 1022 and 1023',
  ])('is none for "%s"', (question) => {
    expect(isOther(question)).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { AskedVersions } from '../../../src/answering/asked-versions.js';
import { contentTerms, termsOf } from '../../../src/passages/terms.js';
import { rankedPassage } from './support/ranked-passage.js';
import { storedDocument } from './support/stored-document.js';

interface Around {
  readonly headings?: readonly string[];
  readonly title?: string;
  readonly id?: string;
  /** The sentence, where the passage holds more. */
  readonly said?: string;
  readonly isRecord?: boolean;
}

function passageOf(text: string, { headings = [], title = 'Changes', id = 'changes.md' }: Around = {}) {
  return rankedPassage(text, [], { headings, document: storedDocument({ id, title }) });
}

function isOther(question: string, text: string, around: Around = {}): boolean {
  const { said = text, isRecord = false } = around;
  const start = text.indexOf(said);
  const terms = termsOf(text).filter((term) => term.start >= start && term.end <= start + said.length);
  return new AskedVersions(question).in(passageOf(text, around)).isOther({ text, terms }, isRecord);
}

describe('what is said of another version', () => {
  const under = (heading: string) => ({ headings: ['Changelog', heading, 'fixed'] });
  it.each([
    ['which CVE was fixed in 4.1.3', '- CVE-2024-31877: token in debug log.', under('4.2.1 – 2024-05-21')],
    ['which CVE was fixed in 4.1.3', '- CVE-2024-31877: token in debug log.', under('[4.2.1] - 2024-05-21')],
    ['What is new in version 4.2?', 'Version 4.1 has priorities.', {}],
    ['what changed in v4.3', 'Runs have priorities.', { title: 'Release notes 4.2.1' }],
    ['log retention in 4.0', 'Logs are kept 14 days.', { id: 'product/4.2/logs.md' }],
    ['release date of 5.0.0-beta.3', '5.0.0-beta.2: 17 September', {}],
    ['Which port does 4.1.3 use?', 'Version: 4.2.1; Port: 7443', { isRecord: true }],
    ['Who was present on 5 February 2024?', 'Present: J. Doe', { headings: ['Monday 4 March 2024'] }],
    ['Who was present on 05.02.2024?', 'Present: J. Doe', { headings: ['Minutes, 2024-03-04'] }],
    // Its passage names the one that is asked about beside it.
    ['CVE fixed in 4.2.0', 'Mends 4.2.0.\nCVE-1: a token.', { ...under('4.2.1'), said: 'CVE-1: a token.' }],
  ])('is told: %s – %s', (question, text, around) => {
    expect(isOther(question, text, around)).toBe(true);
  });

  it.each([
    ['what was fixed in 4.2.1', 'Bumped openssl from 1.1.1 to 3.0.2.', under('4.2.1 – 2024-05-21')],
    ['what was fixed in 4.2.1', 'A token was in the log.', under('4.2')],
    ['what is new in version 4.2', 'Runs have priorities.', under('4.2.1 – 2024-05-21')],
    ['does 4.2.1 have the sink', 'The sink is there since 4.1.0.', {}],
    ['does 4.2.1 have the sink', 'The sink needs 4.1.0 or later.', {}],
    ['does 4.2.1 have the sink', 'The sink needs >= 4.1.0.', {}],
    ['does 4.2.1 have the sink', 'In 4.1.0 – 4.3.2 it was there.', {}],
    ['does 4.2.1 have the bug', 'Introduced in 4.1.0, fixed in 4.2.1.', {}],
    ['which Python does Tarn 4.2.1 need', 'It needs Python 3.10.2.', {}],
    ['how do I upgrade from 4.2.0 to 5.0', 'Upgrade to 4.2.1 first.', {}],
    ['how far is it in 4.2 hours', 'It costs 4.1.', { title: 'Version 4.1' }],
    ['rate limit in 4.2', 'Setting: rate limit; 4.2: 600/min; 5.0-beta: 1200/min', { isRecord: true }],
    ['what does 4.2.2 need', '4.2.2 is out. It needs 3.10.2 now.', { said: 'It needs 3.10.2 now.' }],
    ['Who was present on 4 March 2024?', 'Present: J. Doe', { headings: ['Minutes, 2024-03-04'] }],
    ['Who was mayor on March 4, 2024?', 'From 1.2.2020 to 5.6.2025 it was Smith.', {}],
    ['who was present', 'Present: J. Doe', { headings: ['4.2.1 – 2024-03-04'] }],
  ])('is not told: %s – %s', (question, text, around) => {
    expect(isOther(question, text, around)).toBe(false);
  });
});

describe('the numbers of a version', () => {
  const wholeOf = (question: string, text: string) => {
    const stems = new Set(contentTerms(text).map(({ stem }) => stem));
    return [...new AskedVersions(question).in(passageOf(text)).whole(stems)];
  };

  it('count where they stand as a whole', () => {
    expect(wholeOf('when was 4.2.1 released', 'released 4.2.1')).toEqual(['releas', '4', '2', '1']);
    expect(wholeOf('when was 4.2.1 released', '4 rooms, 2 released')).toEqual(['room', 'releas']);
    expect(wholeOf('when was version 4.2 released', '4.2.1')).toEqual(['4', '2', '1']);
    expect(wholeOf('are 4 rooms in 4.2.1', '4 rooms, 2 released')).toEqual(['4', 'room', 'releas']);
  });

  it('bring the passages that hold them in front', () => {
    const passages = ['version 4.2', 'from 4.2.0', 'Upgrade to 4.2.1 first'].map((text) => passageOf(text));
    const texts = (question: string) => new AskedVersions(question).first(passages).map(({ text }) => text);
    expect(texts('when was 4.2.1 released')).toEqual(['Upgrade to 4.2.1 first', 'version 4.2', 'from 4.2.0']);
    expect(texts('when was it released')).toEqual(passages.map(({ text }) => text));
  });
});

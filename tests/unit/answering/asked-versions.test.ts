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
    ['How many requests in 3.0?', 'Send 100 a minute.', { headings: ['Limits in 2.x'] }],
    ['Where is the configuration in version 4?', 'It is in app.toml.', { headings: ['v2'] }],
    ['Where is the configuration in 2.1?', 'It is in app.yaml.', { headings: ['Version 3'] }],
    ['Where is the configuration in v2?', 'It is in app.ini.', { id: 'docs/v1/setup.md' }],
    ['Which Python is supported in release 2.3?', 'Since release 2.4 Python 3.12 is supported.', {}],
    ['Which Python is supported in release 2.3?', 'Python 3.10.2 is supported since the 2.4 release.', {}],
    ['Which port is it in 2.1.0?', 'Until 2.0.4 it was 8080.', {}],
    ['ما المنفذ في الإصدار 4.1.3؟', 'المنفذ ٨٠٨٠.', { headings: ['الإصدار ٤.٢.١'] }],
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
    ['How many requests in 2.4?', 'Send 100 a minute.', { headings: ['Limits in 2.x'] }],
    ['Where is the configuration in 2.1?', 'It is in app.toml.', { id: 'docs/v2/setup.md' }],
    ['Where is the configuration in 2.1?', 'It is in app.toml.', { id: 'docs/3.setup.md' }],
    ['Which CVE was fixed in 4.2.1?', 'CVE-1', { headings: ['الإصدار ٤.٢.١'] }],
    ['Which plugins need Node version 18?', 'Lint needs Node 18.', { id: 'docs/v2/plugins.md' }],
    ['Which Python is supported in release 2.6?', 'Since release 2.4 Python 3.12 is supported.', {}],
    ['Is Python 3.12 supported in release 2.3?', 'Since release 2.4 it is supported.', {}],
    ['Which port is it in 2.0.1?', 'Until 2.0.4 it was 8080.', {}],
    ['How much memory does version 2.0 need?', 'Seit Version 1.9 braucht es 8 GB.', {}],
    ['Who was present on 31 December 2024?', 'Present: J. Doe', { headings: ['12/31/2024'] }],
    ['Qui était présent le 4 juin 2024 ?', 'Présents : J. Doe', { headings: ['Réunion, 2024-06-04'] }],
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
    expect(wholeOf('what holds in 2.4', '2.x')).toEqual(wholeOf('what holds', '2.x'));
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

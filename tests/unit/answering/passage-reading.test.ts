import { describe, expect, it } from 'vitest';
import { PassageReading } from '../../../src/answering/passage-reading.js';
import { ReadingTime } from '../../../src/answering/reading-time.js';
import type { Reader, Reading } from '../../../src/reading/reader.js';
import { rankedPassage } from './support/ranked-passage.js';

const READING: Reading = {
  score: 1,
  answerLogit: 1,
  spanMargin: 0,
  sentenceProbabilities: [1],
  sentenceSpans: [],
};

/** Takes the same time for each passage; what it is given to read is kept. */
class SlowReader implements Reader {
  readonly fingerprint = 'slow';
  readonly scripts = ['Latin'];
  readonly texts: string[] = [];

  constructor(
    private readonly milliseconds: number,
    private readonly scoreOf: (text: string) => number = () => READING.score,
  ) {}

  async read(_question: string, passages: Parameters<Reader['read']>[1]): Promise<Reading[]> {
    this.texts.push(...passages.map(({ text }) => text));
    await new Promise((resolve) => setTimeout(resolve, this.milliseconds));
    return passages.map(({ text, sentences }) => ({
      ...READING,
      score: this.scoreOf(text),
      sentenceSpans: sentences.map((sentence) => [{ ...sentence, margin: 1 }]),
    }));
  }

  async close(): Promise<void> {}
}

/** Ends a reading when the test says so; each is named by question and passage. */
class HeldReader implements Reader {
  readonly fingerprint = 'held';
  readonly scripts = ['Latin'];
  readonly begun: string[] = [];
  private readonly ends = new Map<string, (error?: Error) => void>();

  async read(question: string, [passage]: Parameters<Reader['read']>[1]): Promise<Reading[]> {
    const name = `${question}${passage?.text.replace(/^.*: /, ' ')}`;
    this.begun.push(name);
    await new Promise<void>((resolve, reject) => {
      this.ends.set(name, (error) => (error ? reject(error) : resolve()));
    });
    return [READING];
  }

  async end(name: string): Promise<void> {
    await expect.poll(() => this.ends.has(name)).toBe(true);
    this.ends.get(name)?.();
  }

  async fail(name: string): Promise<void> {
    await expect.poll(() => this.ends.has(name)).toBe(true);
    this.ends.get(name)?.(new Error('broken'));
  }

  async close(): Promise<void> {}
}

const passage = (text: string) =>
  rankedPassage(text, [{ start: 50, end: 50 + text.length, kind: 'stated', facts: ['author'] }], {
    start: 50,
  });

const PASSAGES = ['One.', 'Two.', 'Three.', 'Four.', 'Five.'].map(passage);
const signal = new AbortController().signal;

describe('reading', () => {
  it('ends before the passage that the budget has no time for', async () => {
    const readings = await new PassageReading(new SlowReader(60)).read(
      'Who?',
      PASSAGES,
      new ReadingTime(100, signal),
    );
    expect(readings).toHaveLength(1);
  });

  it('ends after three passages, however much time there is, and reads none without any', async () => {
    const reading = new PassageReading(new SlowReader(0));
    expect(await reading.read('Who?', PASSAGES, new ReadingTime(60_000, signal))).toHaveLength(3);
    expect(await reading.read('Who?', PASSAGES, new ReadingTime(0, signal))).toEqual([]);
  });

  it('ends after two where one of them surely answers, however many are read side by side', async () => {
    for (const [plain, expected] of [
      ['One.', 2],
      ['Two.', 2],
      ['Three.', 3],
    ] as const) {
      const reader = new SlowReader(0, (text) => (text.endsWith(plain) ? 5 : -5));
      const readings = await new PassageReading(reader, 4).read(
        'Who?',
        PASSAGES,
        new ReadingTime(60_000, signal),
      );
      expect(readings).toHaveLength(expected);
    }
  });

  it('gives a line that states a fact the words that say so, and places its answer without them', async () => {
    const reader = new SlowReader(0);
    const [reading] = await new PassageReading(reader).read(
      'Who?',
      PASSAGES.slice(0, 1),
      new ReadingTime(1_000, signal),
    );
    expect(reader.texts[0]).toMatch(/author.*: One\.$/);
    expect(reading?.sentenceSpans).toEqual([[{ start: 0, end: 4, margin: 1 }]]);
  });

  it('gives the reader no question in a script that it has not learnt', async () => {
    const reader = new SlowReader(0);
    const reading = new PassageReading(reader);
    const time = () => new ReadingTime(60_000, signal);
    for (const question of ['阿里巴巴投资多少？', 'कितना निवेश?', '阿里巴巴 AI 投资多少？']) {
      expect(await reading.read(question, PASSAGES, time())).toEqual([]);
    }
    expect(reader.texts).toEqual([]);
    for (const question of ['Wieviel für Straßen?', '1886?', 'What does 阿里巴巴 invest?']) {
      expect(await reading.read(question, PASSAGES, time())).toHaveLength(3);
    }
  });

  it('stops when the question is cancelled', async () => {
    const abort = new AbortController();
    const reader = new SlowReader(20);
    const reading = new PassageReading(reader);
    const time = () => new ReadingTime(60_000, signal);
    const cancelled = reading.read('Who?', PASSAGES, new ReadingTime(60_000, abort.signal));
    abort.abort();
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    expect(await reading.read('What?', PASSAGES, time())).toHaveLength(3);
    expect(reader.texts).toHaveLength(1 + 3);
  });

  it('begins no passage more of a question that failed, or that is cancelled while it waits', async () => {
    const reader = new HeldReader();
    const reading = new PassageReading(reader);
    const abort = new AbortController();
    const first = reading.read('A', PASSAGES, new ReadingTime(60_000, signal));
    const waiting = reading.read('B', PASSAGES, new ReadingTime(60_000, abort.signal));
    abort.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    await reader.fail('A One.');
    await expect(first).rejects.toThrow('broken');
    const last = reading.read('C', PASSAGES.slice(0, 1), new ReadingTime(60_000, signal));
    await reader.end('C One.');
    await last;
    expect(reader.begun).toEqual(['A One.', 'C One.']);
  });

  it('goes on side by side in rank order, and a question takes no thread that one before it can use', async () => {
    const reader = new HeldReader();
    const reading = new PassageReading(reader, 2);
    const time = () => new ReadingTime(60_000, signal);
    const first = reading.read('A', PASSAGES, time());
    const second = reading.read('B', PASSAGES.slice(0, 2), time());
    const third = reading.read('C', PASSAGES.slice(0, 1), time());
    await expect.poll(() => reader.begun).toEqual(['A One.', 'A Two.']);
    await reader.end('A Two.');
    await expect.poll(() => reader.begun.slice(2)).toEqual(['B One.']);
    await reader.end('A One.');
    await expect.poll(() => reader.begun.slice(3)).toEqual(['B Two.']);
    await reader.end('B One.');
    await expect.poll(() => reader.begun.slice(4)).toEqual(['A Three.']);
    await reader.end('A Three.');
    expect(await first).toHaveLength(3);
    await reader.end('B Two.');
    await reader.end('C One.');
    expect(await second).toHaveLength(2);
    expect(await third).toHaveLength(1);
  });

  it('reads a row of a table alone, as prose under its title, before questions that wait', async () => {
    const reader = new HeldReader();
    const reading = new PassageReading(reader);
    const first = reading.read('A', PASSAGES.slice(0, 1), new ReadingTime(60_000, signal));
    const second = reading.read('B', PASSAGES.slice(0, 1), new ReadingTime(60_000, signal));
    const row = passage('Plan: Pro; Price: €20');
    const record = reading.readRecord('A', row, row.text, new ReadingTime(60_000, signal));
    await reader.end('A One.');
    await first;
    await reader.end('A Plan is Pro. Price is €20.');
    expect(await record).toEqual(READING);
    await reader.end('B One.');
    await second;
    expect(reader.begun).toEqual(['A One.', 'A Plan is Pro. Price is €20.', 'B One.']);
  });

  it('reads no row alone once the time of its question is spent', async () => {
    const reading = new PassageReading(new SlowReader(60));
    const time = new ReadingTime(100, signal);
    expect(await reading.read('Who?', PASSAGES, time)).toHaveLength(1);
    const row = passage('Plan: Pro; Price: €20');
    expect(await reading.readRecord('Who?', row, row.text, time)).toBeUndefined();
  });

  it('counts no time in which a question waited for the threads', async () => {
    const reader = new HeldReader();
    const reading = new PassageReading(reader);
    const first = reading.read('A', PASSAGES.slice(0, 1), new ReadingTime(60_000, signal));
    const second = reading.read('B', PASSAGES.slice(0, 1), new ReadingTime(50, signal));
    await new Promise((resolve) => setTimeout(resolve, 200));
    await reader.end('A One.');
    await first;
    await reader.end('B One.');
    expect(await second).toHaveLength(1);
  });
});

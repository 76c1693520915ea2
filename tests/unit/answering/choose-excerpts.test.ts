import { describe, expect, it } from 'vitest';
import { chooseExcerpts } from '../../../src/answering/choose-excerpts.js';
import type { PassageEvidence } from '../../../src/answering/evidence.js';
import type { PassageRecord } from '../../../src/answering/passage-records.js';
import type { AnswerKind } from '../../../src/answering/question-analysis.js';
import type { SentenceKind } from '../../../src/passages/passage.js';
import { rankedPassage } from './support/ranked-passage.js';

interface SentenceDraft {
  readonly text: string;
  /** What stands between it and the next; a blank, if left out. */
  readonly gap?: string;
  readonly cosine?: number;
  readonly reader?: number;
  readonly kind?: SentenceKind;
  readonly record?: PassageRecord;
  readonly recordMatch?: number;
  readonly namesOther?: boolean;
  readonly statesAskedAuthor?: boolean;
  readonly isOfOtherVersion?: boolean;
  /** What the reader takes for answers in it, with its margins. */
  readonly answers?: Readonly<Record<string, number>>;
}

const RECORD: PassageRecord = { isLead: false, key: { start: 0, end: 0 }, parts: [], text: '' };

/** A passage of the sentences given, one space apart, at `offset` of its document. */
function passageOf(sentences: readonly SentenceDraft[], offset = 100): PassageEvidence {
  const text = sentences
    .map((sentence) => sentence.text + (sentence.gap ?? ' '))
    .join('')
    .trimEnd();
  let start = offset;
  const placed = sentences.map(({ text: sentenceText, gap = ' ', kind = 'prose' }) => {
    const sentence = { start, end: start + sentenceText.length, kind };
    start = sentence.end + gap.length;
    return sentence;
  });
  const read = sentences.some(({ reader }) => reader !== undefined);
  return {
    passage: rankedPassage(text, placed, { start: offset, id: offset, score: 0.5, cosine: 0.8 }),
    stems: new Set(),
    coverage: 0,
    namesHeld: 0,
    reading: read
      ? { score: 0, answerLogit: 0, spanMargin: 0, sentenceProbabilities: [], sentenceSpans: [] }
      : undefined,
    sentences: sentences.map((draft, position) => ({
      sentence: placed[position] ?? { start: 0, end: 0, kind: 'prose' },
      text: draft.text,
      cosine: draft.cosine ?? 0.5,
      coverage: 0,
      readerProbability: draft.reader,
      record: draft.record ?? (draft.kind === 'record' ? RECORD : undefined),
      recordMatch: draft.recordMatch ?? 1,
      namesOther: draft.namesOther ?? false,
      statesAskedAuthor: draft.statesAskedAuthor ?? false,
      isOfOtherVersion: draft.isOfOtherVersion ?? false,
      answers: () =>
        Object.entries(draft.answers ?? {}).map(([answer, margin]) => {
          const at = offset + text.indexOf(answer);
          return { start: at, end: at + answer.length, text: answer, margin };
        }),
    })),
  };
}

const quotes = (evidence: PassageEvidence[], limit = 3) =>
  chooseExcerpts(evidence, limit, 'other').map(({ text }) => text);

describe('the first excerpt', () => {
  it('is the sentence nearest to the question', () => {
    expect(quotes([passageOf([{ text: 'Far.' }, { text: 'Near.', cosine: 0.9 }])])[0]).toBe('Near.');
  });

  it('is not about the like of what is asked for, though that is what a refusal points to', () => {
    const passage = passageOf([
      { text: 'Castle Pool is open.', cosine: 0.9, namesOther: true },
      { text: 'Castle Lido is shut.', cosine: 0.6 },
    ]);
    expect(quotes([passage])[0]).toBe('Castle Lido is shut.');
    const [related] = chooseExcerpts([passage], 1, 'other', 'related');
    expect(related?.text).toBe('Castle Pool is open.');
  });

  it('is the byline of the document whose author is asked for, whatever else speaks for another', () => {
    const passage = passageOf([
      { text: 'By Jane Roe', kind: 'stated', cosine: 0.6, statesAskedAuthor: true },
      { text: 'Bees fly.', cosine: 0.9, reader: 0.9 },
    ]);
    expect(quotes([passage])[0]).toBe('By Jane Roe');
  });

  it('is of the version that is asked about in a refusal, too', () => {
    const passage = passageOf([
      { text: 'A dark theme.', cosine: 0.6, namesOther: true, isOfOtherVersion: true },
      { text: 'Single sign-on.', cosine: 0.55 },
    ]);
    const [related] = chooseExcerpts([passage], 1, 'other', 'related');
    expect(related?.text).toBe('Single sign-on.');
  });

  it('is the block of lines that a record is one of, whose first line says nothing by itself', () => {
    const line = { ...RECORD, block: { first: 0, last: 2 } };
    const passage = passageOf([
      { text: 'Paint: Alba', cosine: 0.9, record: { ...RECORD, isLead: true } },
      { text: 'Price: €18', cosine: 0.8, record: line },
      { text: 'Coats: 2', cosine: 0.5, record: line },
    ]);
    expect(quotes([passage])).toEqual(['Paint: Alba Price: €18 Coats: 2']);
  });

  it('begins with the heading that gives the version or the date which is asked for', () => {
    const passage = passageOf([
      { text: '4.1.0 (2023-08-08)', kind: 'heading', record: RECORD },
      { text: 'added', kind: 'heading' },
      { text: '- OIDC (#31)', cosine: 0.9 },
      { text: '- since 2023-09-01: LDAP', cosine: 0.8 },
    ]);
    const first = (kind: AnswerKind) => chooseExcerpts([passage], 2, kind)[0]?.text;
    expect(first('version')).toBe('4.1.0 (2023-08-08) added - OIDC (#31)');
    expect(first('date')).toBe('4.1.0 (2023-08-08) added - OIDC (#31)');
    expect(first('other')).toBe('- OIDC (#31)');
    expect(chooseExcerpts([passage], 2, 'date')[1]?.text).toBe('- since 2023-09-01: LDAP');
  });

  it('is a heading that says something of its own', () => {
    const passage = (record?: PassageRecord) =>
      passageOf([
        { text: '4.1.0 (2023-08-08)', kind: 'heading', cosine: 0.9, ...(record && { record }) },
        { text: '- OIDC' },
      ]);
    expect(quotes([passage(RECORD)])[0]).toBe('4.1.0 (2023-08-08)');
    expect(quotes([passage()])[0]).toBe('- OIDC');
  });

  it('begins where a record says what it is about, if its block is too long', () => {
    const line = { ...RECORD, block: { first: 0, last: 2 } };
    const passage = passageOf([
      { text: 'Paint: Alba', record: { ...RECORD, isLead: true } },
      { text: 'Price: €18', cosine: 0.8, record: line },
      { text: `Notes: ${'many words '.repeat(50)}`, cosine: 0.1, record: line },
    ]);
    expect(quotes([passage])[0]).toBe('Paint: Alba Price: €18');
  });

  it('takes no neighbour in over a blank line or from another item of a list', () => {
    const withGap = (gap: string, next = 'Two.') =>
      quotes([
        passageOf([
          { text: 'One.', gap, reader: 0.3 },
          { text: next, reader: 0.5 },
        ]),
      ])[0];
    expect(withGap(' ')).toBe('One. Two.');
    expect(withGap('\n')).toBe('One.\nTwo.');
    expect(withGap('\n', '- Two.')).toBe('- Two.');
    expect(withGap('\n', '**Two** – 2.')).toBe('**Two** – 2.');
    expect(withGap('\n', 'Two – 2.')).toBe('Two – 2.');
    expect(withGap('\n\n')).toBe('Two.');
  });

  it('takes no neighbour in behind a line that gives a value and ends without a full stop', () => {
    const behind = (text: string, gap = '\n') =>
      quotes([
        passageOf([
          { text, gap, reader: 0.3 },
          { text: 'Two.', reader: 0.5 },
        ]),
      ])[0];
    expect(behind('They met in May\nSecretary: to be elected')).toBe('Two.');
    expect(behind('They met in May\nSecretary: to be elected', ' ')).toContain('elected Two.');
    expect(behind('Note: it is closed.')).toBe('Note: it is closed.\nTwo.');
  });

  it('takes the neighbour in where the reader sees the answer in both', () => {
    const passage = passageOf([
      { text: 'One.', reader: 0.1 },
      { text: 'Two.', reader: 0.5 },
      { text: 'Three.', reader: 0.3 },
    ]);
    expect(quotes([passage])[0]).toBe('Two. Three.');
  });

  it('stays one sentence where the reader is sure, or sees nothing beside it', () => {
    expect(
      quotes([
        passageOf([
          { text: 'One.', reader: 0.9 },
          { text: 'Two.', reader: 0.1 },
        ]),
      ])[0],
    ).toBe('One.');
    expect(
      quotes([
        passageOf([
          { text: 'One.', reader: 0.6 },
          { text: 'Two.', reader: 0.01 },
        ]),
      ])[0],
    ).toBe('One.');
  });

  it('is a row of a table alone, whatever the next row holds', () => {
    const passage = passageOf([
      { text: 'Plan: Pro; Price: €20', kind: 'record', reader: 0.5 },
      { text: 'Plan: Team; Price: €50', kind: 'record', reader: 0.3 },
    ]);
    expect(quotes([passage])[0]).toBe('Plan: Pro; Price: €20');
  });

  it('is the row of the name that is asked about, whatever else speaks for another', () => {
    const passage = passageOf([
      { text: 'Plant: Rostock; Port: 4', kind: 'record', cosine: 0.6, reader: 0.95, recordMatch: 0 },
      { text: 'Plant: Bergen; Port: 9', kind: 'record', reader: 0.01 },
    ]);
    expect(quotes([passage])[0]).toBe('Plant: Bergen; Port: 9');
  });

  it('is no line of navigation, unless there is nothing else', () => {
    const contents = passageOf([
      { text: 'Contents', kind: 'heading', cosine: 0.9 },
      { text: '- [Costs](#costs)', kind: 'navigation', cosine: 0.95, reader: 0.9 },
    ]);
    expect(quotes([contents, passageOf([{ text: 'It costs a pound.' }], 500)])).toEqual([
      'It costs a pound.',
    ]);
    expect(quotes([contents])[0]).toBe('- [Costs](#costs)');
  });

  it('begins with the line that leads in the list which it is an item of', () => {
    const list = [
      { text: 'You need to bring:' },
      { text: '- a passport' },
      { text: '- a visa', cosine: 0.9 },
    ];
    expect(quotes([passageOf([{ text: 'Come early.' }, ...list])])[0]).toBe(
      'You need to bring: - a passport - a visa',
    );
    expect(quotes([passageOf([{ text: 'No lead-in.' }, ...list.slice(1)])])[0]).toBe('- a visa');
    const long = [
      { text: 'You need:' },
      ...Array.from({ length: 60 }, () => ({ text: '- a thing' })),
      ...list.slice(2),
    ];
    expect(quotes([passageOf(long)])[0]).toBe('- a visa');
  });

  it('is no heading, and joins none', () => {
    const passage = passageOf([
      { text: 'Costs', kind: 'heading', cosine: 0.9, reader: 0.4 },
      { text: 'It costs a pound.', reader: 0.4 },
    ]);
    expect(quotes([passage])).toEqual(['It costs a pound.']);
  });

  it('stands where it says in the document, with the answer marked inside', () => {
    const passage = passageOf(
      [
        { text: 'It costs a pound.', reader: 0.9, answers: { 'a pound': 4 } },
        { text: 'Yes.', reader: 0 },
      ],
      40,
    );
    const [excerpt] = chooseExcerpts([passage], 1, 'other');
    expect(excerpt).toMatchObject({ start: 40, end: 57, highlights: [{ start: 49, end: 56 }] });
  });
});

describe('the words marked in an excerpt', () => {
  /** What is marked in the excerpt from a passage, for a question of a kind. */
  const marked = (kind: AnswerKind, ...sentences: SentenceDraft[]) => {
    const [excerpt] = chooseExcerpts([passageOf(sentences)], 1, kind);
    return excerpt?.highlights.map(({ start, end }) =>
      excerpt.text.slice(start - excerpt.start, end - excerpt.start),
    );
  };
  const text = 'Alibaba pledged 52 billion in March.';

  it('are the best within the excerpt, wherever the best of the passage stands', () => {
    const near = { text: 'It is dear.', cosine: 0.9, reader: 0.9, answers: { dear: 1 } };
    expect(
      marked('other', near, { text: 'It costs a pound.', reader: 0, answers: { 'a pound': 4 } }),
    ).toEqual(['dear']);
  });

  it('are of the kind asked for where such are nearly as good', () => {
    expect(marked('quantity', { text, answers: { Alibaba: 4, '52 billion': 3 } })).toEqual(['52 billion']);
    expect(marked('date', { text: 'Ann, in May.', answers: { Ann: 4, May: 3 } })).toEqual(['May']);
    expect(marked('person', { text, answers: { pledged: 4, Alibaba: 1 } })).toEqual(['Alibaba']);
    expect(marked('person', { text, answers: { pledged: 4, Alibaba: -2 } })).toEqual(['pledged']);
  });

  it('are none where a sum is asked for and none is near, or where the reader hardly believes in any', () => {
    expect(marked('quantity', { text, answers: { Alibaba: 4, March: 3 } })).toEqual([]);
    expect(marked('other', { text, answers: { Alibaba: -7 } })).toEqual([]);
    expect(marked('other', { text })).toEqual([]);
  });
});

describe('further excerpts', () => {
  it('quote no sentence twice and leave out what says the same', () => {
    const sentence = 'The office in Leeds opens at nine on Monday.';
    const evidence = [
      passageOf(
        [
          { text: sentence, cosine: 0.9 },
          { text: 'Something else entirely.', cosine: 0.6 },
        ],
        0,
      ),
      passageOf([{ text: sentence, cosine: 0.8 }], 500),
    ];
    expect(quotes(evidence)).toEqual([sentence, 'Something else entirely.']);
  });

  it('are as many as asked for', () => {
    const evidence = ['Red.', 'Green.', 'Blue.'].map((text, position) =>
      passageOf([{ text }], position * 100),
    );
    expect(quotes(evidence, 2)).toHaveLength(2);
  });
});

import { describe, expect, it } from 'vitest';
import { splitSentences } from '../../../src/passages/split-sentences.js';

const sentencesOf = (text: string): string[] =>
  splitSentences(text).map(({ start, end }) => text.slice(start, end));

/** Each case is a text whose sentences are parted by `¶`. */
function expectSplit(marked: string): void {
  expect(sentencesOf(marked.replaceAll('¶', ' '))).toEqual(marked.split('¶'));
}

describe('sentences', () => {
  it.each([
    'Dr. Smith met Mrs. Jones.¶They talked.',
    'The U.S. Senate voted.¶He lives in the U.S.¶The law passed.',
    'Use a database, e.g. SQLite, or a file, i.e. text.¶Both work.',
    'See No. 5 and Fig. 3.¶The answer was no.¶Nobody spoke.',
    'J. R. R. Tolkien wrote it.¶C. S. Lewis read it.',
    'It costs $3.50, up 2.5%.¶That is v1.2.3.',
    'He waited... and waited.¶Then... nothing.',
    '“Stop!” he said.¶She asked, "Why?" and left.¶"Because."¶He shrugged.',
    'It grew (see below.)¶Then it fell.',
    'Growth was strong.[1][2]¶It slowed later.[citation needed]¶It ended.',
    'Acme Inc. was founded at 9 a.m. on Monday.¶It grew.',
    'Smith et al. (2010) disagree.¶So do others.',
    'Visit example.com/a.b.c today.¶Thanks!',
    'Was Yahoo! bought?¶Yes.',
    '**Note.**¶This matters.',
    '1. First do this.¶2. Then do that.',
    'Am 17. März 2025 begann es.¶Es endete z.B. nie.',
  ])('are found in "%s"', expectSplit);

  it.each([
    "Seasonality recurs every calendar year .¶Any change is the day 's .¶It is .",
    "It was called the `` best '' show . ''¶He left in the U.S. , too .¶The end .",
    'the wing was tested .¶the lift increased .',
    'See Warner Bros . films .¶They said no . 5 is best .',
    'He said ( quietly . )¶Then he left . [ 1 ]¶Why ?¶Nobody knows !¶Yes .',
  ])('are found in tokenised text: "%s"', expectSplit);

  it('run on over wrapped lines, but not over blank lines, list items, headings and table rows', () => {
    const text = [
      '## Setup',
      'The engine of the small car needs oil that is changed after every ten thousand',
      'kilometres on the road. It also needs',
      'water.',
      '- first item',
      '  goes on',
      '- Second item. With two sentences',
      '| a | b |',
      '| c | d |',
      '',
      'no full stop',
      '',
      'Last',
    ].join('\n');
    expect(sentencesOf(text)).toEqual([
      '## Setup',
      'The engine of the small car needs oil that is changed after every ten thousand\nkilometres on the road.',
      'It also needs\nwater.',
      '- first item\n  goes on',
      '- Second item.',
      'With two sentences',
      '| a | b |',
      '| c | d |',
      'no full stop',
      'Last',
    ]);
  });

  it('end where an author ended a short line over a long one', () => {
    const prose = 'The league was founded in 1960 and grew quickly in the years that followed.';
    expect(sentencesOf(`History of the League\n${prose}`)).toEqual(['History of the League', prose]);
  });

  it('treat each line of a code block as its own', () => {
    expect(sentencesOf('```js\nconst a = 1\nconst b = 2\n```')).toEqual([
      '```js',
      'const a = 1',
      'const b = 2',
      '```',
    ]);
  });

  it('end as other scripts end them', () => {
    expectSplit('مرحبا بالعالم؟¶كيف حالك؟');
    expectSplit('यह पहला वाक्य है।¶यह दूसरा है।');
    expect(sentencesOf('今日は雨です。明日は晴れます。')).toEqual(['今日は雨です。', '明日は晴れます。']);
  });

  it.each([
    '他说完了。¶「明天我来。」¶她回答。¶（这是注释。）¶然后走了。',
    '『本。』¶（注）次。¶【見出し】本文。¶《書》終。',
    '他说：“你好。”¶她说：“再见！”¶走了。¶“新句。”',
    '"他。"¶她。¶"好。"',
    '他走了!¶她来了?¶「好!」',
    'Yahoo!ニュースを読む。¶終わり。',
  ])('take their closing marks along, and leave the opening ones to the next: %s', (marked) => {
    expect(sentencesOf(marked.replaceAll('¶', ''))).toEqual(marked.split('¶'));
  });

  it.each([
    'サーバーを再起動します。¶「データ。」¶（終）。',
    'Er sagte: „Ja.“¶Dann ging er.¶„Nein“, sagte sie.¶»Doch.«¶Und so.',
    'Il dit : « Oui. »¶Puis il partit.¶« Non ! » cria-t-il.',
    'Hän sanoi: ”Kyllä.”¶”Ei.”¶Loppu.',
    'قال: «نعم.»¶ثم ذهب.¶«لا» قالت؟¶(حسنا.)¶انتهى.',
    'हाँ।¶“नहीं।”¶(ठीक है।)¶फिर।',
    '‹Oui.›¶Non.',
  ])('do so where blanks part them: %s', expectSplit);

  it('are left alone where the space after the full stop is missing', () => {
    expect(sentencesOf('One.Two.Three')).toEqual(['One.Two.Three']);
  });

  it('of a part of a text count their offsets from its start', () => {
    const text = 'One. Two. Three.';
    expect(splitSentences(text, { start: 5, end: 9 })).toEqual([{ start: 5, end: 9 }]);
    expect(splitSentences('')).toEqual([]);
    expect(splitSentences(' \n\t ')).toEqual([]);
  });
});

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
    'Vom 24. Dez. bis 2. Jan. geschlossen.¶Am 6. Jän. um 10 Uhr offen, am 3. Okt. 2025 nicht.¶Es war die 9.¶Deckel fehlten.',
    'Fermé du 24 déc. 2023 au 2 janv. 2024, rouvert en févr. 2024.¶Fin.',
    'Securitas North, contract no. SN-88213, yearly.¶It is due.',
    'Den Wachdienst (Tel. 0341 555 0133) anrufen.¶Tel. Büro: Ext. 214 oder Fax +49 30 1.',
    'See vol. IV, p. 12, art. L121-1, Art. 5 Abs. 2 and ref. A4/7.¶Did he go?¶No.¶He stayed.',
    'Ersthelfer: Johann Dorn (3. OG), Priya Naidu (2. Reihe), Kim im 1. Stock.¶Es waren 20.¶Drei gingen.',
    'They said no.¶I left.¶SN-88213 is no number.¶He said no, and no.',
    'Il coûte env. 5 € chez M. Dupont ou Mme Ney, tél. 01 22.¶Fin.',
    'TOP 1 Annual accounts. Surplus of 31,270 EUR.¶Approved.¶TOP 2 Dividend. The board proposes 2 per cent.',
    '3. Trip. We go to Iceland in May.¶It costs 900 EUR.¶2.1 Methods. They were simple.',
    '§ 4 Notice of either side. It is three months.¶Offers of Fa. Brunner and Fa. Kessler came.',
    '1. Take the key.¶2. Go.¶3. Three of the ten men of the crew died.¶They drowned.',
    'Hauptstr. 5 kostet 5 Mio. Euro inkl. Küche, vgl. Kap. 3 bzw. Nr. B-12.¶Ende.',
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

  it.each([
    '**Landlord Leeds**: Kirkgate Estates, Mr Bill Ferris, 0113 496 0871\n**Cleaning** – SparkleCo, daily from 18:30\n**Lawyer** Dr. Amelie Roth (Roth Seidel Partner), employment law 290 € / h\n**Tax adviser**: Kanzlei Brinkmann',
    '**Hub** – the server that keeps pipelines and the spool, all of them\n**Worker** – what does the work\n**Lease** (technical) – a worker’s claim on a batch',
    'Hub – the server that keeps pipelines and the spool, all day long\nDead letter – a message that failed five times or more than that\nLease – a claim',
    'Steering committee on Monday 4 March 2024, from 14:00 to 15:20\nPresent: J. Doe, R. Achterberg, M. Okonkwo (remote), Priya Nair\nExcused: T. Lindgren',
    'Action: alarm at 70% spool (was 85) -- Michael, until 31 May, who is to tell all others\nBackend hires: Amit Sharma starts 1 July, second one declined, readvertise\nLeeds lease: offers in June',
    '`spool_dir` – where messages wait that no worker has taken yet, by default in /var\n`lease` – how long a worker has them',
    '**Bicycles** must not stand in the corridor of the ground floor or above\n**Meeting rooms** are booked in the calendar',
  ])('do not run on into a line that a name begins: %s', (lines) => {
    expect(sentencesOf(lines)).toEqual(lines.split('\n'));
  });

  it('take the lines along on which what a name says goes on', () => {
    const units = [
      '**Hub** – the server that keeps all pipelines together with\nthe spool',
      '**Spool** – the queue on the disk of the server, which holds what\n  Workers have not taken yet',
      '**Lease** – a claim',
    ];
    expect(sentencesOf(units.join('\n'))).toEqual(units);
  });

  it.each([
    'He asked all those who had come to the meeting in the\nTown Hall: nobody had heard of it before that day, it seems, and so he left.',
    'The dispute was taken before the courts of Leeds, and those of\nEurope – after many years – said that nobody had been right in it.',
    'The engine is written in the language that everybody calls\n**Rust** which is fast.',
  ])('run on into a wrapped line of prose that only looks like one: %s', (prose) => {
    expect(sentencesOf(prose)).toEqual([prose]);
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

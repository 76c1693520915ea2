import { epub } from '../support/office-files.js';
import type { CorpusFile } from './corpus-file.js';

const mail = (headers: readonly string[], body: string) =>
  `${headers.join('\r\n')}\r\n\r\n${body.replaceAll('\n', '\r\n')}`;
const FROM = [
  'From: Jane Roe <jane@example.org>',
  'To: Sam Poe <sam@example.org>',
  'Date: Mon, 17 Mar 2025 10:00:00 +0100',
];
const HEAD =
  'From: Jane Roe <jane@example.org>\nTo: Sam Poe <sam@example.org>\nDate: Mon, 17 Mar 2025 10:00:00 +0100';
const PLAIN = 'Content-Type: text/plain; charset=utf-8';

const books: readonly CorpusFile[] = [
  {
    name: 'novel.epub',
    bytes: epub(
      [
        { name: 'Chapter One', body: '<p>It rained.</p>' },
        { name: 'Chapter Two', body: '<h1>The Harbour</h1><p>It <i>stopped</i>.</p>' },
      ],
      '<dc:title>Rain</dc:title><dc:creator>Jane Roe</dc:creator><dc:creator>Sam Poe</dc:creator><dc:date>2024</dc:date>',
    ),
    text: 'Chapter One\n\nIt rained.\n\nThe Harbour\n\nIt stopped.',
    headings: ['1 Chapter One', '1 The Harbour'],
    facts: { title: 'Rain', author: 'Jane Roe, Sam Poe', published: '2024' },
  },
  {
    name: 'handbook.epub',
    bytes: epub([
      {
        body: '<h1>Fares</h1><a id="x"/><table><tr><th>Route</th><th>Fare</th></tr><tr><td>Graz</td><td>42</td></tr></table><script src="a.js"/><p>After.</p>',
      },
    ]),
    text: 'Fares\n\nRoute: Graz; Fare: 42\n\nAfter.',
    headings: ['1 Fares'],
    records: 1,
  },
  {
    name: 'free-fonts.epub',
    bytes: epub([{ body: '<p>Read me.</p>' }], '', [
      {
        name: 'META-INF/encryption.xml',
        content:
          '<encryption><EncryptedData><CipherData><CipherReference URI="OEBPS/a.otf"/></CipherData></EncryptedData></encryption>',
      },
    ]),
    text: 'Read me.',
  },
];

const mails: readonly CorpusFile[] = [
  {
    name: 'plain.eml',
    bytes: mail(
      [...FROM, 'Subject: =?utf-8?Q?Caf=C3=A9_hours?=', PLAIN],
      'The café opens at nine.\n\n-- \nJane\nPhone 5\n',
    ),
    text: `Café hours\n\n${HEAD}\n\nThe café opens at nine.`,
    headings: ['1 Café hours'],
    facts: { title: 'Café hours', author: 'Jane Roe', published: 'Mon, 17 Mar 2025 10:00:00 +0100' },
  },
  {
    name: 'reply.eml',
    bytes: mail(
      [...FROM, 'Subject: Re: Hours', PLAIN],
      'At nine.\n\nOn Sun, 16 Mar 2025 at 09:00, Sam Poe <sam@example.org> wrote:\n> When does it open?\n>> Older.\n',
    ),
    text: `Re: Hours\n\n${HEAD}\n\nAt nine.\n\nOn Sun, 16 Mar 2025 at 09:00, Sam Poe <sam@example.org> wrote:\n\nWhen does it open?\nOlder.`,
    headings: ['1 Re: Hours', '2 On Sun, 16 Mar 2025 at 09:00, Sam Poe <sam@example.org> wrote:'],
  },
  {
    name: 'german-reply.eml',
    bytes: mail(
      [...FROM, 'Subject: AW: Zeiten', PLAIN],
      'Um neun.\n\nAm 16.03.2025 um 09:00 schrieb Sam Poe:\n> Wann?\n',
    ),
    text: `AW: Zeiten\n\n${HEAD}\n\nUm neun.\n\nAm 16.03.2025 um 09:00 schrieb Sam Poe:\n\nWann?`,
    headings: ['1 AW: Zeiten', '2 Am 16.03.2025 um 09:00 schrieb Sam Poe:'],
  },
  {
    name: 'quote-without-attribution.eml',
    bytes: mail([...FROM, 'Subject: Hours', PLAIN], 'At nine.\n\n> When?\n'),
    text: `Hours\n\n${HEAD}\n\nAt nine.\n\nQuoted message\n\nWhen?`,
    headings: ['1 Hours', '2 Quoted message'],
  },
  {
    name: 'answers-between.eml',
    bytes: mail([...FROM, 'Subject: Hours', PLAIN], '> When?\nAt nine.\n> Where?\nIn Graz.\n'),
    text: `Hours\n\n${HEAD}\n\n> When?\nAt nine.\n> Where?\nIn Graz.`,
    headings: ['1 Hours'],
  },
  {
    name: 'html-only.eml',
    bytes: mail(
      [...FROM, 'Subject: News', 'Content-Type: text/html; charset=utf-8'],
      '<style>p{}</style><h1>Spring</h1><table><tr><th>Day<th>Opens<tr><td>Mon<td>9</table><p>Bye.</p>',
    ),
    text: `News\n\n${HEAD}\n\nSpring\n\nDay: Mon; Opens: 9\n\nBye.`,
    headings: ['1 News', '1 Spring'],
    records: 1,
  },
  {
    name: 'latin1-quoted-printable.eml',
    bytes: mail(
      [
        ...FROM,
        'Subject: Preis',
        'Content-Type: text/plain; charset=iso-8859-1',
        'Content-Transfer-Encoding: quoted-printable',
      ],
      'F=FCnf Euro f=\n=FCr alle =96 auch =80.\n',
    ),
    text: `Preis\n\n${HEAD}\n\nFünf Euro für alle – auch €.`,
    headings: ['1 Preis'],
  },
  {
    name: 'attachment.eml',
    bytes: mail(
      [...FROM, 'Subject: Report', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'],
      '--b\nContent-Type: multipart/alternative; boundary=c\n\n--c\nContent-Type: text/plain\n\nSee the report.\n--c\nContent-Type: text/html\n\n<p>See <b>the report</b>.</p>\n--c--\n--b\nContent-Type: application/pdf; name="r.pdf"\nContent-Disposition: attachment; filename="report 2025.pdf"\nContent-Transfer-Encoding: base64\n\nJVBERg==\n--b--\n',
    ),
    text: `Report\n\n${HEAD}\n\nSee the report.\n\nAttachments: report 2025.pdf`,
    headings: ['1 Report'],
    facts: {
      warnings: ["attachment.eml#report 2025.pdf can't be read as a PDF: it is damaged. Save it again."],
    },
  },
];

export const booksAndMails: readonly CorpusFile[] = [...books, ...mails];

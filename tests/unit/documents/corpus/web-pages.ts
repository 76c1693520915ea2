import type { CorpusFile } from './corpus-file.js';

const page = (body: string, head = '') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`;

export const webPages: readonly CorpusFile[] = [
  {
    name: 'documentation.html',
    bytes: page(
      `<a class="skip-link" href="#x">Skip</a><header><nav><ul><li><a href="/">Home</a></li></ul></nav></header>
       <div class="sidebar"><p>Versions: 1, 2, 3</p></div>
       <main><nav class="breadcrumbs">Docs &gt; Setup</nav><h1>Setup<a class="headerlink" href="#s">¶</a></h1>
       <p>Run <code>npm install</code>&nbsp;first.</p><h2 id="next">Next steps</h2><pre><code>npm test
  --watch</code></pre><footer>Edit this page</footer></main><footer>© Example</footer>`,
      '<title>Setup - Example Docs</title><link rel="canonical" href="https://docs.example.org/setup">',
    ),
    text: 'Setup\n\nRun npm install first.\n\nNext steps\n\nnpm test\n  --watch',
    headings: ['1 Setup', '2 Next steps'],
    facts: { title: 'Setup', url: 'https://docs.example.org/setup' },
  },
  {
    name: 'book-chapter.html',
    bytes: page(
      `<div id="menu-bar"><h1 class="menu-title">The Harbour Book</h1></div>
       <main><h1 id="fares"><a class="header" href="#fares">Fares</a></h1><h2>§1 Ferries<a href="#ferries">§</a></h2>
       <p>A ferry costs 4 euros.<a href="#note-1">1</a></p><ol><li>In summer only. <a href="#back">↑</a></li></ol></main>`,
      '<title>Fares - The Harbour Book</title>',
    ),
    text: 'Fares\n\n§1 Ferries\n\nA ferry costs 4 euros.1\n\n1. In summer only.',
    headings: ['1 Fares', '2 §1 Ferries'],
    facts: { title: 'Fares' },
  },
  {
    name: 'news.html',
    bytes: page(
      `<div id="cookie-banner">We use cookies. <button>Accept</button></div><article><h1>Harbour opens</h1>
       <p class="byline">By Jane Roe</p><p>The harbour opened on Monday.</p><aside>Read also: weather</aside>
       <figure><img alt="x"><figcaption>The new quay.</figcaption></figure></article>
       <div class="related-posts"><a href="/1">One</a></div>`,
      `<script type="application/ld+json">{"@graph":[{"@type":"WebSite"},{"@type":"NewsArticle","headline":"Harbour opens to ships","author":[{"@type":"Person","name":"Jane Roe"},{"name":"Sam Poe"}],"datePublished":"2025-03-17T08:00:00Z"}]}</script>`,
    ),
    text: 'Harbour opens\n\nBy Jane Roe\n\nThe harbour opened on Monday.\n\nThe new quay.',
    headings: ['1 Harbour opens'],
    facts: {
      title: 'Harbour opens to ships',
      author: 'Jane Roe, Sam Poe',
      published: '2025-03-17T08:00:00Z',
    },
  },
  {
    name: 'prices.html',
    bytes: page(
      `<h1>Prices</h1><table><caption>Per month</caption><thead><tr><th>Plan</th><th>Price</th><th>Note</th></tr></thead>
       <tbody><tr><td>Pro</td><td>€20</td><td>For one. No limit.</td></tr><tr><td>Team</td><td>€50</td><td></td></tr></tbody></table>`,
    ),
    text: 'Prices\n\nPer month\n\nPlan: Pro; Price: €20; Note: For one. No limit.\n\nPlan: Team; Price: €50',
    headings: ['1 Prices'],
    records: 2,
  },
  {
    name: 'headers-of-two-rows.html',
    bytes: page(
      '<table><thead><tr><th rowspan=2>Year<th colspan=2>Revenue</tr><tr><th>Europe<th>Asia</tr></thead><tr><td>2024<td>3<td>4<tr><td>2025<td>5<td>6</table>',
    ),
    text: 'Year: 2024; Revenue Europe: 3; Revenue Asia: 4\n\nYear: 2025; Revenue Europe: 5; Revenue Asia: 6',
    records: 2,
  },
  {
    name: 'rows-that-span.html',
    bytes: page(
      '<table><tr><th>City<th>Line<th>Fare<tr><td rowspan=2>Graz<td>1<td>€3<tr><td>2<td>€4</table>',
    ),
    text: 'City: Graz; Line: 1; Fare: €3\n\nCity: Graz; Line: 2; Fare: €4',
    records: 2,
  },
  {
    name: 'names-in-the-first-column.html',
    bytes: page('<table><tr><th>Height:<td>20 cm<tr><th>Weight:<td>2 kg</table>'),
    text: 'Height: 20 cm\n\nWeight: 2 kg',
    records: 2,
  },
  {
    name: 'layout-table.html',
    bytes: page('<table><tr><td><h1>Club</h1><p>We meet on Mondays.</p><td>Bring boots.</table>'),
    text: 'Club\n\nWe meet on Mondays.\n\nBring boots.',
    headings: ['1 Club'],
  },
  {
    name: 'lists.html',
    bytes: page(
      `<p>You need:</p><ul><li>a <b>passport</b></li><li>a visa<ul><li>for entry</li></ul></li></ul>
       <ol start="4"><li>Sign</li><li><p>Send</p><p>by post</p></li></ol><dl><dt>Fee</dt><dd>€5 a day.</dd><dt>Term</dt></dl>`,
    ),
    text: 'You need:\n\n- a passport\n- a visa\n  - for entry\n\n4. Sign\n5. Send\n\nby post\n\nFee: €5 a day.\n\nTerm',
  },
  {
    name: 'old-and-broken.htm',
    bytes:
      '<HTML><TITLE>Home page of J. Doe</TITLE><BODY BGCOLOR=white><CENTER><H2>Welcome</H2></CENTER>First line<BR>second line<P>Unclosed <B>bold<P>Last & least &copy; &bogus;',
    text: 'Welcome\n\nFirst line\nsecond line\n\nUnclosed bold\n\nLast & least © &bogus;',
    headings: ['2 Welcome'],
    facts: { title: 'Home page of J. Doe' },
  },
  {
    name: 'latin1.html',
    bytes: Buffer.from('<meta charset="iso-8859-1"><p>Café à côté: 5 £</p>', 'latin1'),
    text: 'Café à côté: 5 £',
  },
  {
    name: 'shift-jis.html',
    bytes: Buffer.concat([
      Buffer.from('<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS"><p>'),
      Buffer.from([0x93, 0xfa, 0x96, 0x7b, 0x8c, 0xea]),
      Buffer.from('</p>'),
    ]),
    text: '日本語',
  },
  {
    name: 'declares-latin1-is-utf8.html',
    bytes: '<meta charset="iso-8859-1"><p>Zoë – naïve</p>',
    text: 'Zoë – naïve',
  },
  {
    name: 'one-wrong-byte.html',
    bytes: Buffer.concat([Buffer.from('<p>Zoë – naïve café '), Buffer.from([0xe9]), Buffer.from('</p>')]),
    text: 'Zoë – naïve café \uFFFD',
    facts: { warnings: ['Some of its characters are damaged.'] },
  },
  {
    name: 'hidden.html',
    bytes: page(
      '<p>Seen.</p><p hidden>a</p><p style="display: none">b</p><p aria-hidden="true">c</p><script>d</script><style>e</style><noscript>f</noscript><template><p>g</p></template><svg><text>h</text></svg><select><option>i</select><textarea>j</textarea><dialog>k</dialog><details><summary>More</summary>Opened.</details>',
    ),
    text: 'Seen.\n\nMore: Opened.',
  },
  {
    name: 'questions.html',
    bytes: page(
      `<h1>Questions</h1><h2>Paying</h2><details><summary>Can I pay monthly?</summary><p>Yes, with a surcharge.</p><p>Yearly costs nothing more.</p></details>
       <details open><summary><b>Is there a discount?</b></summary>No.<details><summary>And for families?</summary>10&nbsp;% off.</details></details><hr>
       <h2>Notes</h2><p>Write first.</p><details><summary>An example</summary><ul><li>Dear Sir</li><li>Yours</li></ul></details><p>Then call.</p><details>Unnamed.</details>`,
    ),
    text: 'Questions\n\nPaying\n\nCan I pay monthly?\n\nYes, with a surcharge.\n\nYearly costs nothing more.\n\nIs there a discount?\n\nNo.\n\nAnd for families?\n\n10 % off.\n\nNotes\n\nWrite first.\n\nAn example:\n\n- Dear Sir\n- Yours\n\nThen call.\n\nUnnamed.',
    headings: [
      '1 Questions',
      '2 Paying',
      '3 Can I pay monthly?',
      '3 Is there a discount?',
      '4 And for families?',
      '2 Notes',
    ],
  },
  {
    name: 'no-landmarks.html',
    bytes: page(
      `<div class="menu"><a href=1>One</a> <a href=2>Two</a> <a href=3>Three</a> <a href=4>Four</a></div>
       <div class="has-sidebar"><div><h1>Rules</h1><div>No <a href=x>dogs</a> on the lawn.</div></div></div>`,
    ),
    text: 'Rules\n\nNo dogs on the lawn.',
    headings: ['1 Rules'],
  },
  {
    name: 'right-to-left.html',
    bytes: page('<main><h1>שלום</h1><p>מחיר הכרטיס הוא 20 ש"ח.</p></main>'),
    text: 'שלום\n\nמחיר הכרטיס הוא 20 ש"ח.',
    headings: ['1 שלום'],
  },
  {
    name: 'open-graph.html',
    bytes: page(
      '<p>Text.</p>',
      '<title>x | Site</title><meta property="og:title" content="The title"><meta name="author" content="Jane"><meta property="article:published_time" content="2024-01-02"><meta property="og:url" content="https://example.org/a?b=1&amp;c=2"><meta name="keywords" content="a, b">',
    ),
    text: 'Text.',
    facts: {
      title: 'The title',
      author: 'Jane',
      published: '2024-01-02',
      url: 'https://example.org/a?b=1&c=2',
      tags: ['a', 'b'],
    },
  },
  {
    name: 'script-address.html',
    bytes: page(
      '<p>Text.</p>',
      '<link rel="canonical" href="javascript:alert(1)"><script type="application/ld+json">{broken</script>',
    ),
    text: 'Text.',
    facts: { url: undefined as never },
  },
];

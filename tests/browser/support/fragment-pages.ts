/** Pages with quotes of varied shape between `{{` and `}}`, one inner HTML of `body` each. */
export const FRAGMENT_PAGES: Readonly<Record<string, string>> = {
  'English prose': `
<nav><a href="#">The keeper lights the lamp</a> <a href="#">Rules</a> <a href="#">Leave</a></nav>
<main><h1>The lighthouse</h1>
<p>{{The keeper lights the lamp at sunset and puts it out at dawn.}} {{“Never leave the lamp,” the rules say, “for any reason — none at all.”}}</p>
<p>{{It’s the second keeper’s duty — not the first’s — to clean the lens.}} {{Oil, wicks, and matches (the long ones) are kept in the well-lit store-room.}}</p>
<p>{{Fuel costs rose 12.5% in 2024, to £1,250.00 & more.}} {{Yes.}} {{Why "quotes" and 'apostrophes' matter: they are often typed two ways.}}</p>
<p>{{See https://example.org/a,b?c=d&e=f#g for the tide-tables of 2024/25.}} {{C++ and C# are languages; 50% of keepers know neither.}}</p>
<p>{{The boat came.}} It brought bread. {{Then it left, and nobody on the island saw it again that winter, though the keepers looked for it every morning from the gallery, through the glass, with the good telescope.}}</p>
<p>{{Is the gallery (the outer one, with the iron rail) safe in a storm? No!}}</p></main>`,
  'inline tags': `
<main><h1>Inline</h1>
<p>{{The <em>second</em> keeper cleans the <strong>whole <i>lens</i></strong> every morning.}} {{Use <code>lamp --light</code> to <a href="#">light the lamp</a> by hand.}}</p>
<p>{{Water is H<sub>2</sub>O, and the area is 12&nbsp;m<sup>2</sup> at most.}} {{The rule was written in 1862<sup class="noprint"><a href="#f1">[1]</a></sup> and has not been changed in any way since.}}</p>
<p>{{<b>Every</b> word of this sentence is in a <span>sp</span><span>an</span> or near one.}} {{A line<br>that breaks<br>twice is one sentence here.}}</p>
<p>{{Long words such as extra&shy;ordinary may carry soft hy&shy;phens inside them.}} {{Some<wbr>Very<wbr>LongIdentifier can break where it must, if it must.}}</p>
<p>{{<span style="text-transform:uppercase">the warning</span> is shown in capitals but written in small letters.}}</p>
<p>{{Non&#8209;breaking hyphens, thin&#8201;spaces and&nbsp;others&nbsp;stand in typeset text.}}</p></main>`,
  'across blocks': `
<main><h1>Blocks</h1>
<p>{{A quote may begin in this paragraph and go on.</p><p>It ends in the next paragraph, after a figure.}}</p>
<p>You need to bring:</p>
<ul><li>{{a coat that keeps the water out}}</li><li>{{two pairs of boots}}</li><li>food for a week
<ul><li>{{bread that was baked twice, so that it keeps}}</li></ul></li></ul>
<p>{{Bring these in order:</p><ol><li>the oil first</li><li>the wicks last}}</li></ol>
<blockquote><p>{{Whoever keeps the light keeps the ships.}}</p></blockquote>
<pre><code>lamp start
{{lamp --trim 3 --wick new}}
lamp stop</code></pre>
<p>The first half {{ends here in the text.</p><aside>An aside that no reader needs.</aside><p>The second half follows after the aside, which our text leaves out.}}</p>
<dl><dt>{{Wick</dt><dd>A band of cotton that draws oil up to the flame.}}</dd><dt>{{Lens</dt><dd>Glass.}}</dd></dl>
<figure><img alt="" width="10" height="10"><figcaption>{{Figure 3: the lens before it was cleaned.}}</figcaption></figure></main>`,
  tables: `
<main><h1>Plans</h1><p>The Pro plan is the best. Pro costs more than Basic.</p>
<table><thead><tr><th>Plan</th><th>Price</th><th>Seats</th></tr></thead><tbody>
<tr><td>{{Basic</td><td>€10</td><td>5}}</td></tr>
<tr><td>{{Pro</td><td>€20</td><td>25}}</td></tr>
<tr><td>{{Large groups</td><td>€200</td><td>unlimited}}</td></tr></tbody></table>
<table><tr><th>Height</th><td>{{31 metres above the rock}}</td></tr><tr><th>Built</th><td>{{between 1858 and 1862}}</td></tr></table></main>`,
  'repeated text': `
<main><h1>Repeats</h1>
<h2>Monday</h2><p>The boat leaves at nine in the morning. Bring your papers.</p>
<h2>Tuesday</h2><p>{{The boat leaves at nine in the morning.}} Bring warm clothes.</p>
<h2>Wednesday</h2><p>It is calm. {{The boat leaves at nine in the morning.}} Bring nothing.</p>
<p>The first keeper is paid by the month, and the second keeper by the week, as it was agreed.</p>
<p>{{The first keeper is paid by the month, and the second keeper by the day, as it was decided.}}</p>
<p>{{The first keeper is paid by the month, and the third one by the hour, as it was agreed.}}</p>
<ul><li>Closed on Sundays.</li><li>Open in summer.</li></ul><p>Winter:</p><ul><li>{{Closed on Sundays.}}</li><li>{{Open in summer.}}</li><li>No dogs.</li></ul></main>`,
  'letters written otherwise': `
<main><h1>Letters</h1>
<p>Die Strasse ist heute gesperrt.</p><p>Winter: {{Die Straße ist heute gesperrt.}}</p>
<p>Skibet sejler til Tromso i dag.</p><p>Sommer: {{Skibet sejler til Tromsø i dag.}}</p>
<p>Łódka płynie do Gdańska.</p><p>Jutro: {{Lodka plynie do Gdanska.}}</p>
<p>Ёлка стоит на площади.</p><p>Зимой: {{Елка стоит на площади.}}</p>
<p>Мои дома стоят у моря.</p><p>{{Мой дома стоят у моря.}}</p>
<p>הַסְּפִינָה יוצאת בשעה תשע.</p><p>מחר: {{הספינה יוצאת בשעה תשע.}}</p>
<p>تُغَادِرُ السفينة في التاسعة.</p><p>غدا: {{تغادر السفينة في التاسعة.}}</p></main>`,
  'non-Latin text': `
<main><h1>Languages</h1>
<p>{{灯塔管理员在日落时点亮灯，并在黎明时将其熄灭。}}{{第二位管理员每天早上负责清洁整个透镜，这是规定。}}</p>
<p>{{灯台守は日没に灯りをともし、夜明けに消します。}}{{毎朝レンズを掃除するのは二番目の灯台守の役目です。}}</p>
<p>{{등대지기는 해가 질 때 불을 켜고 새벽에 끕니다.}}</p>
<p>{{Смотритель маяка зажигает лампу на закате и гасит её на рассвете.}}</p>
<p>{{Ο φαροφύλακας ανάβει τη λάμπα στο ηλιοβασίλεμα και τη σβήνει την αυγή.}}</p>
<p dir="rtl">{{يضيء حارس المنارة المصباح عند غروب الشمس ويطفئه عند الفجر.}}</p>
<p dir="rtl">{{שומר המגדלור מדליק את המנורה בשקיעה ומכבה אותה עם שחר.}}</p>
<p>{{प्रकाशस्तंभ का रखवाला सूर्यास्त के समय दीपक जलाता है और भोर में बुझा देता है।}}</p>
<p lang="th">{{ผู้ดูแลประภาคารจุดตะเกียงตอนพระอาทิตย์ตกและดับในยามรุ่งสาง}}</p>
<p>{{Der Wärter zündet die Lampe bei Sonnenuntergang an – außer im Sommer, wenn Straßenlärm stört.}} {{L’été, le gardien n’allume qu’à 22 h ; « c’est tôt », dit-il.}}</p>
<p>{{Cafe\u0301 and naïve façade are typed in two ways here.}} {{A lamp 🏮 and a wave 🌊 stand for the light and the sea 👩‍🚀.}}</p></main>`,
};

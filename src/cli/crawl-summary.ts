import type { CrawlReport } from '../crawling/crawl-report.js';

const LEFT_OUT: Readonly<Record<keyof CrawlReport['leftOut'], string>> = {
  robots: 'kept from robots by robots.txt',
  noindex: 'that ask not to be indexed',
  empty: 'without text, as pages are that only scripts fill',
  format: 'of formats that are not read',
  other_site: 'that lead to other sites',
};
const LIMITS: Readonly<Record<NonNullable<CrawlReport['stoppedBy']>, string>> = {
  pages: 'It has more addresses than --max-pages allows; give a higher number to fetch the rest.',
  size: 'It has more to fetch than --max-size allows; give a higher number to fetch the rest.',
  time: 'It stopped after --max-minutes; the same command goes on from there.',
};

/** What a crawl has brought, and what it has not, for a person. */
export function crawlLines(report: CrawlReport): string[] {
  const { start, pages, requests, unchanged, gone, resumed, beyondDepth, stoppedBy } = report;
  const counts = [
    `${unchanged} unchanged`,
    ...(gone > 0 ? [`${gone} addresses not there`] : []),
    ...Object.entries(report.leftOut)
      .filter(([, count]) => count > 0)
      .map(([reason, count]) => `${count} ${LEFT_OUT[reason as keyof CrawlReport['leftOut']]}`),
  ];
  const lines = [
    `${start}: ${pages} pages after ${requests} requests${resumed ? ', going on from where the last crawl stopped' : ''}; ${counts.join(', ')}.`,
  ];
  if (beyondDepth > 0) lines.push(`  ${beyondDepth} links lie beyond --depth; a greater depth follows them.`);
  for (const [origin, count] of Object.entries(report.otherOrigins)) {
    lines.push(`  ${count} addresses are of ${origin}, which --include-origins ${origin} takes in.`);
  }
  if (stoppedBy !== undefined) lines.push(`  ${LIMITS[stoppedBy]}`);
  return lines;
}

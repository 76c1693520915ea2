/** The article that Citewell brings along, so that there is something to ask before documents are added. */
const ARTICLE = 'china-ai-open-source.txt';

/** Questions that the article answers; other knowledge has none of its own yet. */
export const ARTICLE_QUESTIONS: readonly string[] = [
  'How much is Alibaba investing?',
  'What is Yang Hongxia developing?',
  'What has Baidu pledged?',
  'When was this published?',
];

/** Whether the article is all that the bot answers from. */
export function knowsOnlyTheArticle(documentIds: readonly string[]): boolean {
  return documentIds.length === 1 && documentIds[0] === ARTICLE;
}

import { ARTICLE_QUESTIONS, knowsOnlyTheArticle } from './default-article.js';
import { showDocuments } from './known-documents.js';
import { connectCopyButtons, showSnippets } from './snippets.js';

const base = new URL('.', document.baseURI);

connectCopyButtons();
showSnippets(base, 'Your question');

const documentIds = await showDocuments(base);
if (knowsOnlyTheArticle(documentIds)) {
  document.querySelector('citewell-chat')?.setAttribute('starters', JSON.stringify(ARTICLE_QUESTIONS));
  showSnippets(base, ARTICLE_QUESTIONS[0] ?? '');
}

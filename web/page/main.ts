import { askForToken, heldToken } from './access-token.js';
import { ARTICLE_QUESTIONS, knowsOnlyTheArticle } from './default-article.js';
import { showDocuments } from './known-documents.js';
import { connectCopyButtons, showSnippets } from './snippets.js';

const base = new URL('.', document.baseURI);

const chat = document.querySelector('citewell-chat');
const token = heldToken();
const isPrivate = token !== undefined;

connectCopyButtons();
showSnippets(base, 'Your question', isPrivate);
if (isPrivate) chat?.setAttribute('token', token);

const documentIds = await showDocuments(base, token);
if (documentIds === 'private') {
  askForToken(token);
} else if (knowsOnlyTheArticle(documentIds)) {
  chat?.setAttribute('starters', JSON.stringify(ARTICLE_QUESTIONS));
  showSnippets(base, ARTICLE_QUESTIONS[0] ?? '', isPrivate);
}

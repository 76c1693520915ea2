import { showDocuments } from './known-documents.js';
import { connectCopyButtons, showSnippets } from './snippets.js';

showSnippets(new URL('.', document.baseURI));
connectCopyButtons();
void showDocuments(new URL('.', document.baseURI));

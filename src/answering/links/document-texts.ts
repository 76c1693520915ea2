import type { Catalogue } from '../../store/knowledge-store.js';
import type { QuotablePassage } from '../citation.js';
import { linkedAddress } from './quote-link.js';

/**
 * A longer text is not looked through for each quote, which takes some 10 milliseconds here: its links are those of its
 * passages. In UTF-16 code units.
 */
const LONGEST_TEXT = 300_000;

/** Reads the texts of the documents that links lead to: a link is unambiguous in what it is compared with. */
export class DocumentTexts {
  constructor(private readonly catalogue: Pick<Catalogue, 'document'>) {}

  /** The passages, those of documents with an address together with the document's text. */
  async of<Passage extends QuotablePassage>(passages: readonly Passage[]): Promise<Passage[]> {
    const texts = new Map<string, string>();
    for (const passage of passages) {
      const { document } = passage;
      const { id, length } = document;
      if (linkedAddress(passage) === undefined || length > LONGEST_TEXT || texts.has(id)) continue;
      const found = await this.catalogue.document(id);
      // It may have been replaced since it was found.
      if (found?.sha256 === document.sha256) texts.set(id, found.text);
    }
    return passages.map((passage) => {
      const documentText = texts.get(passage.document.id);
      return documentText === undefined ? passage : { ...passage, documentText };
    });
  }
}

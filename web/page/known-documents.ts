import type { DocumentSummary } from '../../src/citewell-api.js';

/** Documents a request. */
const PAGE_SIZE = 20;

interface DocumentPage {
  readonly documents: readonly DocumentSummary[];
  readonly next?: string;
}

/**
 * Lists what the bot answers from, with a button for the next page.
 *
 * @param base Address of the folder that holds `api/`.
 * @returns The ids of the first page.
 */
export async function showDocuments(base: URL): Promise<readonly string[]> {
  const list = element('documents-list');
  const status = element('documents-status');
  const more = element('documents-more');
  let after: string | undefined;

  const showNext = async () => {
    const page = await fetchPage(base, after);
    if (page === undefined) {
      status.textContent = 'The list can’t be read right now.';
      more.textContent = 'Try again';
      more.hidden = false;
      return [];
    }
    list.append(...page.documents.map((summary) => documentItem(summary, base)));
    after = page.next;
    more.hidden = after === undefined;
    more.textContent = 'Show more';
    status.textContent = countLine(list.childElementCount, after !== undefined);
    return page.documents.map(({ id }) => id);
  };
  more.addEventListener('click', () => void showNext());
  return showNext();
}

async function fetchPage(base: URL, after: string | undefined): Promise<DocumentPage | undefined> {
  const url = new URL('api/documents', base);
  url.searchParams.set('limit', String(PAGE_SIZE));
  if (after !== undefined) url.searchParams.set('after', after);
  try {
    const response = await fetch(url);
    return response.ok ? await response.json() : undefined;
  } catch (error) {
    // TypeError: no connection. SyntaxError: something other than the server answered.
    if (error instanceof TypeError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function countLine(count: number, hasMore: boolean): string {
  if (count === 0) return 'No documents yet. Add files to the knowledge folder and index them.';
  if (hasMore) return `The first ${count} documents`;
  return count === 1 ? 'One document' : `${count} documents`;
}

function documentItem(summary: DocumentSummary, base: URL): HTMLLIElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = new URL(`api/documents/${encodeURIComponent(summary.id)}/text`, base).href;
  link.textContent = summary.title;
  const facts = [summary.author, summary.published].filter((fact) => fact !== undefined).join(' · ');
  item.append(link);
  if (facts !== '') item.append(line(facts));
  const indexed = line('Indexed ');
  const time = document.createElement('time');
  time.dateTime = summary.indexedAt;
  time.textContent = new Date(summary.indexedAt).toLocaleString('en', {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  indexed.append(time, `, ${summary.passages} ${summary.passages === 1 ? 'passage' : 'passages'}`);
  item.append(indexed);
  return item;
}

function line(text: string): HTMLParagraphElement {
  const paragraph = document.createElement('p');
  paragraph.className = 'facts';
  paragraph.textContent = text;
  return paragraph;
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no element #${id}.`);
  return found;
}

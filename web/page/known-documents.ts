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
 * @param token Of a private bot.
 * @returns The ids of the first page; `private` if they are for holders of a token, which this one is not.
 */
export async function showDocuments(
  base: URL,
  token: string | undefined,
): Promise<readonly string[] | 'private'> {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const list = element('documents-list');
  const status = element('documents-status');
  const more = element('documents-more');
  let after: string | undefined;
  let total: number | undefined;

  const showNext = async () => {
    const page = await fetchPage(base, after, headers);
    if (page === 'private') {
      status.textContent =
        token === undefined
          ? 'This bot is private. Enter the token that its owner gave you.'
          : 'The server does not take this token. Enter the one that its owner gave you.';
      return page;
    }
    if (page === undefined) {
      status.textContent = 'The list can’t be read right now.';
      more.textContent = 'Try again';
      more.hidden = false;
      return [];
    }
    list.append(...page.documents.map((summary) => documentItem(summary, base, headers)));
    after = page.next;
    if (after !== undefined) total ??= await fetchTotal(base);
    more.hidden = after === undefined;
    more.textContent = 'Show more';
    status.textContent = countLine(list.childElementCount, after !== undefined, total);
    return page.documents.map(({ id }) => id);
  };
  more.addEventListener('click', () => void showNext());
  return showNext();
}

async function fetchPage(
  base: URL,
  after: string | undefined,
  headers: Record<string, string>,
): Promise<DocumentPage | 'private' | undefined> {
  const url = new URL('api/documents', base);
  url.searchParams.set('limit', String(PAGE_SIZE));
  if (after !== undefined) url.searchParams.set('after', after);
  try {
    const response = await fetch(url, { headers });
    if (response.status === 401) return 'private';
    return response.ok ? await response.json() : undefined;
  } catch (error) {
    // TypeError: no connection. SyntaxError: something other than the server answered.
    if (error instanceof TypeError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** How many documents there are; undefined where the server does not say. */
async function fetchTotal(base: URL): Promise<number | undefined> {
  try {
    const response = await fetch(new URL('readyz', base));
    const { documents } = await response.json();
    return Number.isInteger(documents) ? documents : undefined;
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function countLine(count: number, hasMore: boolean, total: number | undefined): string {
  if (count === 0) return 'No documents yet. Add files to the knowledge folder and index them.';
  if (hasMore && total !== undefined) return `The first ${count} of ${total.toLocaleString('en')} documents`;
  if (hasMore) return `The first ${count} documents`;
  return count === 1 ? 'One document' : `${count} documents`;
}

function documentItem(summary: DocumentSummary, base: URL, headers: Record<string, string>): HTMLLIElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = new URL(`api/documents/${encodeURIComponent(summary.id)}/text`, base).href;
  link.textContent = summary.title;
  if (headers['authorization'] !== undefined) openWith(link, headers);
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

/** A link sends no token: the text is fetched with it, and opened from there. */
function openWith(link: HTMLAnchorElement, headers: Record<string, string>): void {
  const { href } = link;
  link.addEventListener('click', async (event) => {
    event.preventDefault();
    const response = await fetch(href, { headers }).catch((error: unknown) => {
      if (error instanceof TypeError) return undefined;
      throw error;
    });
    // Without a text, the address itself tells what is wrong.
    if (response?.ok !== true) return location.assign(href);
    location.assign(URL.createObjectURL(await response.blob()));
  });
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

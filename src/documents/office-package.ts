import type { DocumentMetadata } from './build-document.js';
import { oneLine } from './structured-text.js';
import { childAt, childrenOf, textOf } from './xml.js';
import type { ZipArchive } from './zip-archive.js';
import { readPart } from './zip-xml.js';

/** What applications write where nobody gave a title or a name. */
const NO_TITLE =
  /^(?:untitled.*|(?:word|powerpoint|microsoft \w+) (?:document|presentation)|(?:document|presentation|book|workbook|slide|folie|dokument)\s?\d*|microsoft \w+ - .*|.*\.(?:docx?|pptx?|xlsx?|odt|pdf|tex|dvi|indd))$/iu;
const NO_AUTHOR =
  /^(?:python-docx|openpyxl|apache poi|microsoft office user|user|admin(?:istrator)?|author|unknown|owner)$/iu;

/** Title and author as given, without the names that applications put in by themselves. */
export function statedProperties(title: string | undefined, author: string | undefined): DocumentMetadata {
  const ownTitle = oneLine(title ?? '');
  const ownAuthor = oneLine(author ?? '');
  return {
    ...(ownTitle === '' || NO_TITLE.test(ownTitle) ? {} : { title: ownTitle }),
    ...(ownAuthor === '' || NO_AUTHOR.test(ownAuthor) ? {} : { author: ownAuthor }),
  };
}

/** Title and author from the core properties of an Office file (ECMA-376, part 2). @throws CitewellError */
export async function officeProperties(zip: ZipArchive, id: string): Promise<DocumentMetadata> {
  const core = await readPart(zip, 'docProps/core.xml', id);
  return statedProperties(textOf(childAt(core, 'title')), textOf(childAt(core, 'creator')));
}

/** A relationship of a part: what another part is to it, and where that is in the archive. */
export interface Relationship {
  readonly id: string;
  /** The last word of the type's address: `slide`, `notesSlide`, `worksheet`. */
  readonly type: string;
  readonly target: string;
}

/** The relationships of a part to others in the archive. @throws CitewellError */
export async function relationshipsOf(zip: ZipArchive, part: string, id: string): Promise<Relationship[]> {
  const slash = part.lastIndexOf('/') + 1;
  const rels = await readPart(zip, `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`, id);
  return childrenOf(rels, 'Relationship')
    .filter(({ attributes }) => attributes['TargetMode'] !== 'External')
    .map(({ attributes }) => ({
      id: attributes['Id'] ?? '',
      type: (attributes['Type'] ?? '').split('/').at(-1) ?? '',
      target: resolvePart(part, attributes['Target'] ?? ''),
    }));
}

/** The name of the part that a path in another part means. */
export function resolvePart(from: string, path: string): string {
  const base = `zip:/${from.split('/').map(encodeURIComponent).join('/')}`;
  if (!URL.canParse(path, base)) return path;
  const { pathname } = new URL(path, base);
  try {
    return decodeURIComponent(pathname).replace(/^\/+/u, '');
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return pathname.replace(/^\/+/u, '');
  }
}

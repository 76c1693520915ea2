import { assertNotBlank, buildDocument } from './build-document.js';
import type { DocumentReader } from './document-reader.js';
import { officeProperties, relationshipsOf } from './office-package.js';
import { notesText, slideTitle, writeSlide } from './pptx-slide.js';
import { oneLine, StructuredTextWriter } from './structured-text.js';
import { titleFromFileName } from './title-from-file-name.js';
import { childAt, childrenOf } from './xml.js';
import { ZipArchive } from './zip-archive.js';
import { readNeededPart, readPart } from './zip-xml.js';

const PRESENTATION = 'ppt/presentation.xml';

/** PowerPoint presentations: each slide is a page with its title as heading, followed by its speaker notes. */
export const pptxReader: DocumentReader = {
  extensions: ['.pptx'],
  version: 'pptx-1',
  foreign: true,
  async read(file) {
    const { id } = file;
    const zip = await ZipArchive.open(file.bytes, id);
    const presentation = await readNeededPart(zip, PRESENTATION, id);
    const parts = new Map(
      (await relationshipsOf(zip, PRESENTATION, id)).map((part) => [part.id, part.target]),
    );
    const writer = new StructuredTextWriter();
    let hidden = 0;
    let title = '';
    for (const [position, entry] of childrenOf(childAt(presentation, 'sldIdLst'), 'sldId').entries()) {
      const part = parts.get(entry.attributes['r:id'] ?? '') ?? '';
      const slide = await readPart(zip, part, id);
      if (slide === undefined) continue;
      if (slide.attributes['show'] === '0') {
        hidden += 1;
        continue;
      }
      title ||= oneLine(slideTitle(slide));
      writer.page(position + 1);
      writeSlide(slide, writer);
      const notes = (await relationshipsOf(zip, part, id)).find(({ type }) => type === 'notesSlide');
      const spoken = notes === undefined ? undefined : await readPart(zip, notes.target, id);
      if (spoken !== undefined) writer.paragraph(notesText(spoken));
    }
    const { text, headings, pages, records } = writer.finish();
    assertNotBlank(id, text);
    return [
      buildDocument({
        id,
        text,
        pages,
        records,
        warnings: hidden === 0 ? [] : [`${hidden} hidden slides were left out.`],
        metadata: { ...(title === '' ? {} : { title }), ...(await officeProperties(zip, id)) },
        titleOfLastResort: titleFromFileName(id),
        findHeadings: () => [...headings],
      }),
    ];
  },
};

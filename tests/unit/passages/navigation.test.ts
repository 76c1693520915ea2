import { describe, expect, it } from 'vitest';
import { splitPassages } from '../../../src/passages/split-passages.js';
import { readOne } from '../documents/read-text.js';

/** The texts of a document's sentences of one kind. */
async function textsOf(kind: string, name: string, text: string): Promise<string[]> {
  const document = await readOne(name, text);
  const sentences = splitPassages(document).flatMap((passage) => passage.sentences);
  return sentences
    .filter((sentence) => sentence.kind === kind)
    .map(({ start, end }) => document.text.slice(start, end));
}

const SECTIONS = '## Installation\n\nRun the installer.\n\n## Usage\n\nStart it.\n\n## License\n\nMIT.\n';

describe('lines of navigation', () => {
  it.each([
    [
      'a list of links to headings',
      '- [Installation](#installation)\n- [Usage](#usage)\n  - [License](#license)',
      3,
    ],
    ['numbered links', '1. [Installation](#installation)\n2. [Usage](#usage)', 2],
    ['links on one line', '[Installation](#installation) | [Usage](#usage) · **[License](#license)**', 1],
    ['links to pages beside it', '* [Install](install.md)\n* [Use](docs/usage_(new).md "How to use it")', 2],
    ['a way back', '[↑ Back to top](#top)', 1],
    ['a list of headings below the word', '## Contents\n\n- Installation\n- Usage\n- License', 3],
    ['headings with their pages', '1. Installation ........ 3\n2. Usage . . . . . 4\n3. License ………… 12', 3],
  ])('are %s', async (_, lines, count) => {
    const markdown = `# Tool\n\nA tool.\n\n${lines}\n\n${SECTIONS}`;
    expect(await textsOf('navigation', 'a.md', markdown)).toHaveLength(count);
    expect(await textsOf('prose', 'a.md', markdown)).toEqual([
      'A tool.',
      'Run the installer.',
      'Start it.',
      'MIT.',
    ]);
  });

  it.each([
    ['a link with a word beside it', 'See [Installation](#installation).'],
    ['links to other sites', '- [Forum](https://forum.example.org)\n- [Mail](mailto:a@example.org)'],
    ['a list that a line introduces', 'It has these parts:\n- Installation\n- Usage\n- License'],
    ['a list of what there is', 'It has the following parts.\n\n- Installation\n- Usage\n- License'],
    ['a list below another heading', '## Parts\n\n- Installation\n- Usage\n- License'],
    ['two lines that read like headings', '- Installation\n- Usage'],
    ['brackets without a link', '- [x] done'],
  ])('are not %s', async (_, lines) => {
    expect(await textsOf('navigation', 'a.md', `# Tool\n\n${lines}\n\n${SECTIONS}`)).toEqual([]);
  });

  it('are found in pages of the web', async () => {
    const headings = ['Opening hours', 'Tickets', 'Getting there'];
    const items = headings.map((heading) => `<li><a href="#${heading.length}">${heading}</a></li>`);
    const sections = headings.map((heading) => `<h2>${heading}</h2><p>This is told at length here.</p>`);
    const page = `<html><body><main><h1>Visit</h1><ul>${items.join('')}</ul>${sections.join('')}</main></body></html>`;
    expect(await textsOf('navigation', 'a.html', page)).toHaveLength(3);
  });

  it('are found in time that grows with the text, links without end among them', async () => {
    for (const piece of ['[', '[a](', '[a](#b', '. ', '- [a](#b)\n', '[](']) {
      await textsOf('navigation', 'a.md', `# T\n\n${piece.repeat(20_000)}`);
    }
  });
});

import type { Page } from 'playwright-core';

/** No page of the tests has this colour. */
const MARK = '::target-text { background-color: rgb(255, 0, 255) !important; color: black !important; }';

/**
 * Compares what a browser has marked with where the quote of this number stands, pixel by pixel: there is no other way to
 * learn what `::target-text` covers.
 *
 * @returns what is wrong, in words; undefined where the quote is marked, whole, and nothing else
 */
export async function misplacedHighlight(page: Page, number: number): Promise<string | undefined> {
  await page.addStyleTag({ content: MARK });
  const screenshot = (await page.screenshot({ animations: 'disabled' })).toString('base64');
  return page.evaluate(
    async ({ png, quote }) => {
      const comments = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT);
      const range = document.createRange();
      while (comments.nextNode()) {
        if (comments.currentNode.nodeValue === `quote ${quote}`) range.setStartAfter(comments.currentNode);
        if (comments.currentNode.nodeValue === `end ${quote}`) range.setEndBefore(comments.currentNode);
      }
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const boxes: DOMRect[] = [];
      while (texts.nextNode()) {
        const node = texts.currentNode;
        const isQuoted = range.comparePoint(node, 0) >= 0 && range.comparePoint(node, 0) === 0;
        if (!isQuoted || node.nodeValue?.trim() === '' || node.parentElement?.closest('aside')) continue;
        const part = document.createRange();
        part.selectNodeContents(node);
        boxes.push(...[...part.getClientRects()].filter(({ width }) => width > 2));
      }
      const image = new Image();
      image.src = `data:image/png;base64,${png}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.width;
      canvas.height = image.height;
      const drawing = canvas.getContext('2d');
      if (drawing === null) return 'no canvas';
      drawing.drawImage(image, 0, 0);
      const { data, width, height } = drawing.getImageData(0, 0, image.width, image.height);
      const isMarked = (x: number, y: number): boolean => {
        const at = 4 * (y * width + x);
        return (data[at] ?? 0) > 150 && (data[at + 1] ?? 255) < 110 && (data[at + 2] ?? 0) > 150;
      };
      const asides = [...document.querySelectorAll('aside')].map((aside) => aside.getBoundingClientRect());
      const near = ({ left, right, top, bottom }: DOMRect, x: number, y: number): boolean =>
        x >= left - 6 && x <= right + 6 && y >= top - 4 && y <= bottom + 4;
      let stray = 0;
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++)
          if (isMarked(x, y) && ![...boxes, ...asides].some((box) => near(box, x, y))) stray++;
      if (stray > 0) return `${stray} pixels are marked elsewhere`;
      for (const box of boxes) {
        let marked = 0;
        let all = 0;
        for (let y = Math.ceil(box.top); y < box.bottom; y++)
          for (let x = Math.ceil(box.left); x < box.right; x++) {
            all++;
            if (isMarked(x, y)) marked++;
          }
        if (marked < 0.4 * all)
          return `${Math.round((100 * marked) / all)}% of a part of the quote are marked`;
      }
      return boxes.length === 0 ? 'the quote has no boxes' : undefined;
    },
    { png: screenshot, quote: number },
  );
}

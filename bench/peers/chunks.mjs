import { RecursiveCharacterTextSplitter } from '@langchain/textsplitters';

/** The splitter of LangChain's tutorials. Each chunk keeps the id of its document and its number in it. */
export async function chunksOf(documents) {
  const splitter = new RecursiveCharacterTextSplitter({ chunkSize: 1000, chunkOverlap: 200 });
  const chunks = [];
  for (const { id, title, text } of documents) {
    for (const [number, chunk] of (await splitter.splitText(text)).entries()) {
      chunks.push({ id: `${id}#${number}`, document: id, title, text: chunk });
    }
  }
  return chunks;
}

import { cosine } from '../cosine.js';
import { CitewellError } from '../errors.js';
import type { EmbeddingModelSettings } from './embedding-model.js';
import type { FingerprintedEmbeddings } from './fingerprinted-embeddings.js';
import { openEmbeddings } from './open-embeddings.js';

/** Questions with sentences that answer them, which share few words with them. */
const PAIRS = [
  ['When was the lighthouse built?', 'Construction of the tower on the cape was finished in 1850.'],
  ['How do I get my money back?', 'Refunds are paid within fourteen days of the goods being returned.'],
  ['Who runs the company?', 'Maria Okafor has been its chief executive since last spring.'],
  ['What do bees make?', 'Honey comes from the nectar that the insects gather from flowers.'],
  ['Is smoking allowed in the hotel?', 'Cigarettes are forbidden in all rooms and corridors of the house.'],
  ['Why is the sky blue?', 'Air scatters short waves of light more strongly than long ones.'],
  ['How long may employees stay away when ill?', 'Sick leave is paid for six weeks in a year.'],
  ['Where can I park?', 'There is a garage for cars of visitors behind the station.'],
] as const;

/** The same text twice may differ by what rounding on several threads does, not by more. */
const SAME = 0.9999;
const LENGTH_TOLERANCE = 1e-3;
/** Questions that have to be nearest to their own answers: the bundled model, MiniLM and others find all. */
const FEWEST_RIGHT = 6;

/**
 * Tests an embedder: length and number of dimensions, the same vector for the same text, and that questions are
 * nearer to their answers than to other sentences, which wrong prefixes or a wrong pooling spoil.
 *
 * @returns a line that says what was found
 * @throws CitewellError as `openEmbeddings`, and `embedder_failed` where a test fails
 */
export async function probeEmbedder(settings: EmbeddingModelSettings): Promise<string> {
  const embeddings = await openEmbeddings(settings);
  const questions = await Promise.all(PAIRS.map(([question]) => embeddings.embedQuery(question)));
  const answers = await embeddings.embedDocuments(PAIRS.map(([, answer]) => answer));
  await assertVectors(embeddings, answers);
  const right = questions.filter((question, own) => nearest(question, answers) === own).length;
  if (right < FEWEST_RIGHT) {
    throw failed(
      `only ${right} of ${PAIRS.length} questions are nearest to their answers: its pooling or prefixes are wrong, or it is no model for search`,
    );
  }
  const [name] = embeddings.fingerprint.split(/[@ ]/u);
  return `${name}, ${embeddings.dimensions} dimensions, ${right} of ${PAIRS.length} questions nearest to their answers`;
}

async function assertVectors(
  embeddings: FingerprintedEmbeddings,
  answers: readonly (readonly number[])[],
): Promise<void> {
  for (const vector of answers) {
    if (vector.length !== embeddings.dimensions) {
      throw failed(`its vectors have ${vector.length} dimensions, not ${embeddings.dimensions}`);
    }
    const length = Math.hypot(...vector);
    if (Math.abs(length - 1) > LENGTH_TOLERANCE) throw failed(`its vectors have the length ${length}, not 1`);
  }
  const [again = []] = await embeddings.embedDocuments([PAIRS[0][1]]);
  const similarity = cosine(again, answers[0] ?? []);
  if (similarity < SAME) {
    throw failed(`the same text gets other vectors each time (cosine ${similarity.toFixed(3)})`);
  }
}

function nearest(question: readonly number[], answers: readonly (readonly number[])[]): number {
  const similarities = answers.map((answer) => cosine(question, answer));
  return similarities.indexOf(Math.max(...similarities));
}

function failed(finding: string): CitewellError {
  return new CitewellError('embedder_failed', `The embedder cannot be used: ${finding}.`);
}

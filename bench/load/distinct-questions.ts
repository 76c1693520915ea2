import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededIntegers } from '../../src/evaluation/metrics/random.js';
import { packageRoot } from '../../src/package-root.js';

const FORMS = [
  (first: string, second: string) => `What does the article say about ${first} and ${second}?`,
  (first: string, second: string) => `Who spoke of ${first} when ${second} was meant?`,
  (first: string, second: string) => `Why do ${first} matter to ${second}?`,
  (first: string, second: string) => `How many ${first} are there for each ${second}?`,
];

/**
 * Questions about the article of which hardly one comes twice: a question asked again costs no reading, and a load
 * of repeated questions would measure the cache.
 *
 * @returns gives the next question
 */
export function distinctQuestions(seed: number): () => string {
  const text = readFileSync(join(packageRoot, 'knowledge', 'china-ai-open-source.txt'), 'utf8');
  const words = [...new Set(text.match(/\p{L}{4,}/gu) ?? [])];
  const integer = seededIntegers(seed);
  const word = () => words[integer(words.length)] ?? '';
  return () => (FORMS[integer(FORMS.length)] ?? FORMS[0])?.(word(), word()) ?? '';
}

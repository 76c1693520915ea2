import { describe, expect, it } from 'vitest';
import { chooseExcerpts } from '../../../src/answering/choose-excerpts.js';
import { weighEvidence } from '../../../src/answering/evidence.js';
import { type ExaminedRecord, featuresOf } from '../../../src/answering/features.js';
import { termsOf } from '../../../src/passages/terms.js';
import type { Reading } from '../../../src/reading/reader.js';
import { tablePassage } from './support/ranked-passage.js';
import { storedDocument } from './support/stored-document.js';

const ROWS = ['Site: Dover Hub; Port: 8443', 'Site: Leith Depot; Port: 9001'];
const READING: Reading = {
  score: 0,
  answerLogit: 0,
  spanMargin: 0,
  sentenceProbabilities: [1, 0],
  sentenceSpans: [[], []],
};

/** Features of a question whose best excerpt is the first row of a table. */
function featuresFor(question: string, title: string, record?: ExaminedRecord) {
  const stemWeights = new Map(termsOf(question).map(({ stem }) => [stem, 1]));
  const passage = tablePassage(ROWS, {
    document: storedDocument({ title }),
    sentenceVectors: [Float32Array.of(1), Float32Array.of(0)],
    cosine: 0.8,
  });
  const retrieval = { passages: [passage], stemWeights, questionVector: Float32Array.of(1), generation: 1 };
  const evidence = weighEvidence(retrieval, { question, standalone: question }, [READING]);
  const [excerpt] = chooseExcerpts(evidence, 1, 'other');
  if (!excerpt) throw new Error('no excerpt');
  expect(excerpt.text).toBe(ROWS[0]);
  return featuresOf(question, stemWeights, evidence, excerpt, record);
}

describe('features of a row', () => {
  it('miss a name that only another row of the passage holds', () => {
    const features = featuresFor('port Dover Depot', 'Sites');
    expect(features.namesMissing).toBe(0);
    expect(features.excerptNamesMissing).toBeCloseTo(1 / 2);
    expect(features.excerptMissing).toBeCloseTo(1 / 3);
  });

  it('count what the title says', () => {
    expect(featuresFor('port Dover Depot', 'Depot list').excerptMissing).toBe(0);
  });

  it('tell what is known of the field that is asked for from what is known of the passage', () => {
    const record = { fieldCosine: 0.9, reading: { ...READING, answerLogit: 7 } };
    const features = featuresFor('port Dover', 'Sites', record);
    expect(features.recordLogit).toBeCloseTo(0.7);
    expect(features.answerLogit).toBe(0);
    expect(features.fieldCosine).toBe(0.9);
    expect(featuresFor('port Dover', 'Sites')).toMatchObject({ recordLogit: 0, fieldCosine: 0 });
  });
});

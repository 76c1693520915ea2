import type { FeatureName } from './features.js';

/** What the decision rests on when nothing was read. */
export const FEATURES_WITHOUT_READER = [
  'passageCosine',
  'cosineLead',
  'heaviestMissing',
  'namesMissing',
  'kindMissing',
  'excerptNamesMissing',
  'namesOther',
] as const satisfies readonly FeatureName[];

/** … and with the reader. */
export const FEATURES_WITH_READER = [
  ...FEATURES_WITHOUT_READER,
  'answerLogit',
  'bestReaderScore',
] as const satisfies readonly FeatureName[];

/**
 * … and where the excerpt is a record: what the passage holds says little of one of its records, so the record is
 * looked at in its place.
 */
export const FEATURES_OF_RECORDS_WITHOUT_READER = [
  'passageCosine',
  'excerptMissing',
  'excerptNamesMissing',
  'namesOther',
  'fieldCosine',
] as const satisfies readonly FeatureName[];

export const FEATURES_OF_RECORDS_WITH_READER = [
  ...FEATURES_OF_RECORDS_WITHOUT_READER,
  'answerLogit',
  'recordLogit',
] as const satisfies readonly FeatureName[];

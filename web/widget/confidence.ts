import type { ConfidenceLevel } from './strings/strings.js';

/** Lower edges of the levels, as probabilities. Words are fairer than a percentage that looks exact. */
const HIGH = 0.8;
const MEDIUM = 0.5;

/** @param confidence `Answer.confidence`, 0..1. */
export function confidenceLevel(confidence: number): ConfidenceLevel {
  if (confidence >= HIGH) return 'high';
  return confidence >= MEDIUM ? 'medium' : 'low';
}

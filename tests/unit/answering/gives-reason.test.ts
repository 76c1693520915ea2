import { describe, expect, it } from 'vitest';
import { givesReason } from '../../../src/answering/gives-reason.js';

describe('a text that gives a reason', () => {
  it.each([
    'It was shut down because ships had come to navigate by satellite.',
    'Tripods are forbidden, since the rooms are narrow.',
    'The flight was delayed due to fog.',
    'Plant: Kiel; Closed: 2004; Reason: The plant was too small',
    'Gloves are worn so that no skin is burnt.',
  ])('%s', (text) => {
    expect(givesReason(text)).toBe(true);
  });

  it.each([
    'Model: GX-400; Throughput: 5 Gbit/s; Ports: 8',
    'She was born in Bergen and came to Skarn in 2003.',
    'Code: E503; Meaning: The queue is full; Remedy: Wait for two minutes',
  ])('is not: %s', (text) => {
    expect(givesReason(text)).toBe(false);
  });
});

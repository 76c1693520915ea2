import { describe, expect, it } from 'vitest';
import { givesReason } from '../../../src/answering/gives-reason.js';

describe('a text that gives a reason', () => {
  it.each([
    'It was shut down because ships had come to navigate by satellite.',
    'Tripods are forbidden, since the rooms are narrow.',
    'The flight was delayed due to fog.',
    'Plant: Kiel; Closed: 2004; Reason: The plant was too small',
    'Gloves are worn so that no skin is burnt.',
    'Photography is not permitted in the gallery to keep the paintings safe.',
    'The floor is wet: falls are common there.',
    'Doors close at six, as the guards go home then.',
    'To keep the paintings safe, no flash is used.',
    'The bridge was raised in 1931 to let taller ships pass.',
  ])('%s', (text) => {
    expect(givesReason(text)).toBe(true);
  });

  it.each([
    'Model: GX-400; Throughput: 5 Gbit/s; Ports: 8',
    'She was born in Bergen and came to Skarn in 2003.',
    'Code: E503; Meaning: The queue is full; Remedy: Wait for two minutes',
    'The pool has been closed since 2019.',
    'The pool has been closed, since 2019, on weekdays.',
    'A car, for example, needs a permit.',
    'Members have to keep their cards.',
    'You are not allowed to leave the path.',
    'Opening hours: from nine to five',
    'The museum is open to visitors from May to June.',
  ])('is not: %s', (text) => {
    expect(givesReason(text)).toBe(false);
  });
});

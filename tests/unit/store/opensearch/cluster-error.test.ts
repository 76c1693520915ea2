import { describe, expect, it } from 'vitest';
import { clusterError, ItemFailure, isPassing } from '../../../../src/store/opensearch/cluster-error.js';

const ADDRESSED = { nodes: ['https://a:9200', 'https://b:9200'], user: 'bot' };

describe('one item of many that was refused', () => {
  it.each([
    ['rejected_execution_exception', 429],
    ['no_shard_available_action_exception', undefined],
    ['unavailable_shards_exception', 503],
    ['circuit_breaking_exception', undefined],
  ])('may be taken the next time: %s', (type, status) => {
    expect(isPassing(new ItemFailure({ type, reason: 'for a moment' }, status))).toBe(true);
  });

  it.each([
    ['mapper_parsing_exception', 400],
    ['index_not_found_exception', undefined],
    ['illegal_argument_exception', undefined],
  ])('is never taken: %s', (type, status) => {
    expect(isPassing(new ItemFailure({ type, reason: 'odd' }, status))).toBe(false);
  });

  it('says, where it never was taken, what was too busy and what helps', () => {
    const failure = new ItemFailure({ type: 'rejected_execution_exception', reason: 'queue of 1000' }, 429);
    expect(clusterError(failure, ADDRESSED)).toMatchObject({
      code: 'storage_failed',
      details: { reason: 'busy', store: 'https://a:9200, https://b:9200' },
      message: expect.stringMatching(
        /too busy \(429: .*queue of 1000\)\. Try again later; .*memory or nodes/,
      ),
    });
  });
});

describe('what is none of the client', () => {
  it('stays as it is', () => {
    const error = new TypeError('ours');
    expect(clusterError(error, ADDRESSED)).toBe(error);
    expect(isPassing(error)).toBe(false);
  });
});

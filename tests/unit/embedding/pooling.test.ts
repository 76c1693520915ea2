import { mean_pooling, Tensor } from '@xenova/transformers';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { atUnitLength, meanOfTokens } from '../../../src/embedding/pooling.js';

it('pooled and normalised vectors are those of transformers.js, to the bit', () => {
  const component = fc.float({ min: -100, max: 100, noNaN: true });
  const token = fc.array(component, { minLength: 8, maxLength: 8 });
  fc.assert(
    fc.property(fc.array(token, { minLength: 1, maxLength: 20 }), (tokens) => {
      const states = Float32Array.from(tokens.flat());
      const hidden = new Tensor('float32', states, [1, tokens.length, 8]);
      const mask = new Tensor('int64', new BigInt64Array(tokens.length).fill(1n), [1, tokens.length]);
      const expected = mean_pooling(hidden, mask).normalize(2, -1).data;
      expect([...atUnitLength(meanOfTokens(states, 8))]).toEqual([...expected]);
    }),
  );
});

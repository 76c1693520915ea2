/** Uniformly distributed integers `0 <= integer < bound`, for `bound` up to 2^32. */
export type RandomInteger = (bound: number) => number;

/**
 * The generator xoshiro128** 1.1 (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021;
 * public domain), which yields 32-bit integers. State of zeros only is not allowed.
 */
export function xoshiro128(state: readonly [number, number, number, number]): () => number {
  let [first, second, third, fourth] = state;
  return () => {
    const result = Math.imul(rotateLeft(Math.imul(second, 5), 7), 9) >>> 0;
    const shifted = second << 9;
    third ^= first;
    fourth ^= second;
    second ^= third;
    first ^= fourth;
    third ^= shifted;
    fourth = rotateLeft(fourth, 11);
    return result;
  };
}

/** A generator whose sequence depends on `seed` alone, so that a report can be made again to the last digit. */
export function seededIntegers(seed: number): RandomInteger {
  const mix = splitMix32(seed);
  const next = xoshiro128([mix(), mix(), mix(), mix()]);
  return (bound) => Math.floor((next() / 2 ** 32) * bound);
}

/** Spreads a seed over 32 bits: the finaliser of MurmurHash3 over a Weyl sequence (Steele et al. 2014). */
function splitMix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

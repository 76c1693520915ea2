import { type RandomInteger, seededIntegers } from '../../../src/evaluation/metrics/random.js';

/** How often a fault is tried: what the variable `CITEWELL_FAULTS_<name>` says, or the number of the short form. */
export function timesOf(name: string, short: number): number {
  return Number(process.env[`CITEWELL_FAULTS_${name}`] ?? short);
}

/** What the variable `CITEWELL_FAULTS_SEED` says, or another one each time. */
export function firstSeed(): number {
  return Number(process.env['CITEWELL_FAULTS_SEED'] ?? Date.now() % 2 ** 31);
}

/**
 * Tries something again and again, each time with a seed of its own, and names the seed of one that fails:
 * `CITEWELL_FAULTS_SEED` begins with it.
 */
export async function repeat(
  times: number,
  attempt: (random: RandomInteger, number: number) => Promise<void>,
): Promise<void> {
  const first = firstSeed();
  for (let number = 0; number < times; number++) {
    const seed = first + number;
    try {
      await attempt(seededIntegers(seed), number);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`Attempt ${number + 1} of ${times} (CITEWELL_FAULTS_SEED=${seed}): ${reason}`, {
        cause,
      });
    }
  }
}

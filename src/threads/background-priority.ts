import { constants, getPriority, setPriority } from 'node:os';

/**
 * A third of the others' share of a core that is fully taken (sched(7), "The nice value"): what is done goes on, also
 * on a machine that is never idle.
 */
const NICER = 5;

/**
 * Lets the calling thread, and the threads and processes that it starts from then on, give way to all others: what
 * is done for later must not take a core from the thread that answers requests. On Linux a thread has a priority
 * of its own; elsewhere the whole process would get it, and nothing is done.
 */
export function giveWay(): void {
  if (process.platform !== 'linux') return;
  setPriority(0, Math.min(constants.priority.PRIORITY_LOW, getPriority(0) + NICER));
}

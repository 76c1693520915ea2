import type { AnswerStage } from './answer-events.js';

/** Milliseconds per stage, for an answer's `timings`. */
export class Stopwatch {
  private readonly startedAt = performance.now();
  private lastLap = this.startedAt;
  private readonly laps: Record<string, number> = {};

  /** @param onStage told of each stage that a client is told of */
  constructor(private readonly onStage: (stage: AnswerStage) => void = () => undefined) {}

  begin(stage: AnswerStage): void {
    this.onStage(stage);
  }

  /** Ends the stage that began at the lap before; a stage that is taken up again adds up. */
  lap(stage: string): void {
    const now = performance.now();
    this.laps[stage] = round((this.laps[stage] ?? 0) + now - this.lastLap);
    this.lastLap = now;
  }

  timings(): Record<string, number> {
    return { ...this.laps, total: round(performance.now() - this.startedAt) };
  }
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}

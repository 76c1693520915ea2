import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { Answer, Citation } from '../../src/answering/answer.js';
import { isAnswer, isCitation, isFields } from './answer-shape.js';
import { type ReadResponse, RequestFailed, readFailure } from './failure.js';
import { parseJson } from './parse-json.js';

/** What is there of an answer that is still being made. */
export interface AnswerProgress {
  /** By which the server keeps the answer, once an event has told it. */
  readonly answerId: string | undefined;
  readonly stage: 'searching' | 'reading' | 'writing' | undefined;
  readonly text: string;
  readonly citations: readonly Citation[];
}

export const NO_PROGRESS: AnswerProgress = {
  answerId: undefined,
  stage: undefined,
  text: '',
  citations: [],
};

const STAGES: readonly unknown[] = ['searching', 'reading', 'writing'] satisfies AnswerProgress['stage'][];

/**
 * Reads an answer from a response of server-sent events.
 *
 * @param onProgress told once for all events that came together
 * @returns undefined where the response ends without an answer
 * @throws RequestFailed where the server sends an error; TypeError where the connection fails
 */
export async function readAnswerEvents(
  response: Response,
  onProgress: (progress: AnswerProgress) => void,
): Promise<Answer | undefined> {
  let progress = NO_PROGRESS;
  let answer: Answer | undefined;
  const parser = createParser({
    onEvent: ({ id, event, data }: EventSourceMessage) => {
      const value = parseJson(data);
      if (event === 'error') throw new RequestFailed(failureOf(value, response));
      if (event === 'answer') answer = isAnswer(value) ? value : undefined;
      else progress = advance(identified(progress, id), event, value);
    },
  });
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  try {
    for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
      const before = progress;
      parser.feed(decoder.decode(chunk.value, { stream: true }));
      if (progress !== before) onProgress(progress);
    }
  } finally {
    void reader?.cancel().catch(() => undefined);
  }
  return answer;
}

/** An event's id begins with the answer's, up to the first colon. */
function identified(progress: AnswerProgress, eventId: string | undefined): AnswerProgress {
  const answerId = eventId?.split(':')[0];
  return answerId === undefined || answerId === progress.answerId ? progress : { ...progress, answerId };
}

function advance(progress: AnswerProgress, event: string | undefined, value: unknown): AnswerProgress {
  if (!isFields(value)) return progress;
  const { stage, text, citation } = value;
  if (event === 'status' && STAGES.includes(stage)) {
    return { ...progress, stage: stage as AnswerProgress['stage'] };
  }
  if (event === 'delta' && typeof text === 'string') return { ...progress, text: progress.text + text };
  if (event === 'citation' && isCitation(citation)) {
    return { ...progress, citations: [...progress.citations, citation] };
  }
  return progress;
}

/** The problem document of an error event, read as that of a response would be. */
function failureOf(problem: unknown, { headers }: Response) {
  const status = isFields(problem) && typeof problem['status'] === 'number' ? problem['status'] : 500;
  const failed: ReadResponse = { status, headers, body: JSON.stringify(problem) };
  return readFailure(failed, Date.now());
}

import { z } from '@hono/zod-openapi';
import { LONGEST_QUESTION } from '../src/ask-limits.js';
import type { ServerContext } from './environment.js';
import { type FieldProblem, problemResponse } from './problem.js';

type Issue = z.core.$ZodIssue;

/** A value that fits no branch of a union is explained by the branch that it misses by the least. */
function closestIssues(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) {
    return [issue];
  }
  const closest = issue.errors.reduce((best, branch) => (branch.length < best.length ? branch : best));
  return closest.flatMap((inner) => closestIssues({ ...inner, path: [...issue.path, ...inner.path] }));
}

function isTooLongQuestion(issue: Issue): boolean {
  return issue.code === 'too_big' && (issue.path[0] === 'question' || issue.path[0] === 'query');
}

/** zod's own words for what is left out ("expected string, received undefined") are a programmer's. */
function wordsOf(issue: Issue): string {
  const isMissing = issue.code === 'invalid_type' && / received undefined$/u.test(issue.message);
  return isMissing
    ? `It is missing: give ${issue.expected === 'string' ? 'a text' : `a value (${issue.expected})`}.`
    : issue.message;
}

/** Called by every validated route; answers only if the request does not fit the schema. */
export function answerInvalidRequest(
  result: { success: true } | { success: false; error: z.ZodError },
  context: ServerContext,
): Response | undefined {
  if (result.success) {
    return undefined;
  }
  const issues = result.error.issues.flatMap(closestIssues);
  const errors: FieldProblem[] = issues.map((issue) => ({
    path: z.core.toDotPath(issue.path),
    message: wordsOf(issue),
  }));
  if (issues.some(isTooLongQuestion)) {
    const detail = `A question may be ${LONGEST_QUESTION} characters long at most.`;
    return problemResponse(context, 'question_too_long', detail, { errors });
  }
  const detail = errors
    .map((each) => (each.path === '' ? each.message : `${each.path}: ${each.message}`))
    .join('; ');
  return problemResponse(context, 'invalid_request', detail, { errors });
}

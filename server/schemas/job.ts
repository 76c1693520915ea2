import { z } from '@hono/zod-openapi';

export const jobSchema = z
  .object({
    id: z.string(),
    state: z.enum(['queued', 'running', 'done', 'failed']),
    files: z
      .array(z.string())
      .readonly()
      .openapi({ description: 'Names of the files that were added, replaced or removed.' }),
    progress: z
      .object({ done: z.int(), total: z.int() })
      .readonly()
      .optional()
      .openapi({ description: 'Bytes of the files that the run reads.' }),
    failures: z
      .array(z.object({ id: z.string(), code: z.string(), message: z.string() }).readonly())
      .readonly()
      .openapi({ description: 'Those of the files that could not be indexed.' }),
    generation: z.int().optional().openapi({ description: 'Of the index, after the run.' }),
    error: z.string().optional().openapi({ description: 'Code of what stopped the run as a whole.' }),
    createdAt: z.string().openapi({ description: 'ISO 8601, UTC.' }),
    finishedAt: z.string().optional().openapi({ description: 'ISO 8601, UTC.' }),
  })
  .openapi('IndexJob');

export const jobParametersSchema = z.object({
  id: z.string().openapi({ param: { name: 'id', in: 'path' } }),
});

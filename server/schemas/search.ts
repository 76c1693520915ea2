import { z } from '@hono/zod-openapi';
import { MOST_HITS } from '../../src/ask-limits.js';
import { historySchema, questionSchema } from './ask.js';
import { searchHitSchema } from './citation.js';

export const searchRequestSchema = z
  .strictObject({
    query: questionSchema.openapi({ example: 'Alibaba investment' }),
    history: historySchema.optional(),
    limit: z.int().min(1).max(MOST_HITS).optional().openapi({ description: 'The default is 10.' }),
  })
  .openapi('SearchRequest');

export const searchResponseSchema = z
  .object({ hits: z.array(searchHitSchema).openapi({ description: 'Passages, best first.' }) })
  .openapi('SearchResponse');

import { z } from '@hono/zod-openapi';

export const aliveSchema = z.object({ alive: z.literal(true), version: z.string() }).openapi('Alive');

export const readySchema = z
  .object({
    ready: z.literal(true),
    generation: z.int().openapi({ description: 'Goes up with every change of the index.' }),
    documents: z.int(),
    passages: z.int(),
  })
  .openapi('Ready');

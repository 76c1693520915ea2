import { z } from 'zod';

const ask = z.array(z.string().includes('{x}')).min(1);

const columnSchema = z.object({
  header: z.string(),
  /** What its values are drawn from: one of the three. */
  values: z.array(z.string()).optional(),
  /** From, to, step and, where it is no bare number, its form: `€{n}`, `{n/10} kg`. */
  number: z
    .union([
      z.tuple([z.number(), z.number(), z.number()]),
      z.tuple([z.number(), z.number(), z.number(), z.string()]),
    ])
    .optional(),
  pool: z.enum(['person', 'date', 'code', 'room', 'email', 'variable', 'clock', 'phone', 'pin']).optional(),
  /** A sentence without its full stop: `{x}` is the entity, `{v}` the value. */
  say: z.string().includes('{x}').includes('{v}'),
  /** Questions for the value. The first one is the heading of an FAQ, too. */
  ask,
  /** Questions for the entity by its value. */
  reverse: z.array(z.string().includes('{v}')).optional(),
});

/** A kind of document that people have: who or what it lists, what it says of each, how people ask for it. */
const domainSchema = z.object({
  id: z.string(),
  /** One a document. */
  titles: z.array(z.string()).min(1),
  /** What the entities are called at the head of a table. */
  key: z.string(),
  /** Entities are all that the form makes of a part of `a` and a part of `b`. */
  form: z.string().includes('{a}').includes('{b}'),
  a: z.array(z.string()),
  b: z.array(z.string()),
  columns: z.array(columnSchema).min(2),
  /** Questions for what no document of the domain says of anything. */
  absent: z.array(z.string().includes('{x}')).min(1),
});

export type Domain = z.infer<typeof domainSchema>;
export type Column = z.infer<typeof columnSchema>;

export const domainsSchema = z.array(domainSchema);

const packageTableSchema = z.object({
  /** Below node_modules. */
  file: z.string(),
  /** Header of the column that names the row. */
  key: z.string(),
  columns: z.array(z.object({ header: z.string(), ask })).min(1),
  /** What the column could name, and does not. */
  otherKeys: z.array(z.string()).min(1),
  absent: z.array(z.string().includes('{x}')).min(1),
});

export type PackageTable = z.infer<typeof packageTableSchema>;

/** Tables in the documentation of packages that this project installs, by half. */
export const packageTablesSchema = z.object({
  fit: z.array(packageTableSchema),
  'held-out': z.array(packageTableSchema),
});

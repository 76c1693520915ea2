import type { RandomInteger } from '../../src/evaluation/metrics/random.js';
import type { Column, Domain } from './domain.js';
import { drawValue, pick, shuffled } from './draw.js';
import { type Fact, LAYOUTS, type Layout, type Row, type Sheet } from './layouts.js';
import { type Draft, phrased } from './question-draft.js';

/** A document of our own with the questions asked of it. */
export interface InventedDocument {
  readonly id: string;
  readonly text: string;
  readonly drafts: readonly Draft[];
}

const ANSWERABLE = 2;

/**
 * The documents of a domain, each in another layout, about other entities, and without one of the columns. Half
 * of their questions have an answer; the others ask for an entity that no document has, for the column that the
 * entity's own document lacks, or for what no document says of anything.
 *
 * @param first layout of the first document, so that domains differ in theirs
 */
export function inventDocuments(domain: Domain, first: number, random: RandomInteger): InventedDocument[] {
  const entities = shuffled(random, entitiesOf(domain));
  const planned = domain.titles.map((title, position) => {
    const layout = pickLayout(first + position);
    const lacking = position % domain.columns.length;
    const columns = domain.columns.filter((_, column) => column !== lacking);
    const rows = entities.splice(0, layout.rows).map((entity) => rowOf(entity, columns, random));
    const sheet: Sheet = { title, key: domain.key, rows };
    return { id: `${domain.id}-${position + 1}${layout.extension}`, layout, sheet, lacking };
  });
  if (entities.length < planned.length) throw new Error(`${domain.id} has too few entities`);
  return planned.map(({ id, layout, sheet, lacking }, position) => {
    const { rows } = sheet;
    const unanswerable = [
      () => asked(pick(random, domain.columns), pick(random, entities)),
      () => asked(domain.columns[lacking] as Column, pick(random, rows).entity),
      () => pick(random, domain.absent).replaceAll('{x}', pick(random, rows).entity),
    ];
    const asked = (column: Column, entity: string): string =>
      pick(random, column.ask).replaceAll('{x}', entity);
    const drafts: Draft[] = shuffled(random, rows)
      .slice(0, ANSWERABLE)
      .map((row) => {
        const fact = pick(random, row.facts);
        const column = domain.columns.find(({ header }) => header === fact.header) as Column;
        const text = questionFor(
          column,
          row,
          fact,
          layout,
          planned.map((other) => other.sheet),
          random,
        );
        return { text: phrased(text, random), place: layout.places(sheet, row, fact) };
      });
    for (let count = 0; count < ANSWERABLE; count++) {
      const make = unanswerable[(position * ANSWERABLE + count + first) % unanswerable.length];
      if (make) drafts.push({ text: phrased(make(), random) });
    }
    return { id, text: layout.write(sheet), drafts };
  });
}

function pickLayout(position: number): Layout {
  return LAYOUTS[position % LAYOUTS.length] as Layout;
}

function entitiesOf({ form, a, b }: Domain): string[] {
  return a.flatMap((first) => b.map((second) => form.replace('{a}', first).replace('{b}', second)));
}

function rowOf(entity: string, columns: readonly Column[], random: RandomInteger): Row {
  const facts = columns.map((column): Fact => {
    const value = drawValue(random, column);
    return {
      header: column.header,
      value,
      sentence: column.say.replace('{x}', entity).replace('{v}', value),
      question: (column.ask[0] as string).replaceAll('{x}', entity),
    };
  });
  return { entity, facts };
}

/** Mostly for the value; for the entity where the value belongs to no other and people would ask so. */
function questionFor(
  column: Column,
  { entity }: Row,
  { value }: Fact,
  layout: Layout,
  sheets: readonly Sheet[],
  random: RandomInteger,
): string {
  const values = sheets.flatMap(({ rows }) => rows.flatMap(({ facts }) => facts.map((fact) => fact.value)));
  const isOnly = values.filter((other) => other === value).length === 1;
  if (column.reverse && isOnly && random(2) === 0) return pick(random, column.reverse).replace('{v}', value);
  const ask = layout.name === 'faq' && column.ask.length > 1 ? column.ask.slice(1) : column.ask;
  return pick(random, ask).replaceAll('{x}', entity);
}

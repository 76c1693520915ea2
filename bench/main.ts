/**
 * `npm run bench -- [--only NAME] [--json] …`: speed, memory and quality beside peers and beside the models' own
 * time, in one run; see docs/scale.md for what each bench measures.
 */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench } from './bench.js';
import { floor } from './benches/floor.js';
import { growth } from './benches/growth.js';
import { peers } from './benches/peers.js';
import { describeMachine, machineLine } from './measuring/machine.js';
import { ratioOf, resultTable } from './measuring/result-table.js';

const BENCHES: Readonly<Record<string, Bench>> = { floor, peers, growth };

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: Object.keys(BENCHES) },
    json: { type: 'boolean', default: false },
    data: { type: 'string', default: '../shared/eval' },
    documents: { type: 'string', default: '1000' },
    questions: { type: 'string', default: '612' },
    rounds: { type: 'string', default: '5' },
    sizes: { type: 'string', default: '1000,10000,100000' },
    cache: { type: 'string', default: join(tmpdir(), 'citewell-bench') },
  },
});
const unknown = values.only.find((name) => !(name in BENCHES));
if (unknown !== undefined)
  fail(`There is no bench "${unknown}": --only takes ${Object.keys(BENCHES).join(', ')}.`);
if (!existsSync(join(values.data, 'xquad-en-dev.json'))) {
  fail(
    `${resolve(values.data)} has no xquad-en-dev.json: name the folder of the evaluation sets with --data.`,
  );
}
await mkdir(values.cache, { recursive: true });
const options = {
  data: values.data,
  documents: positive('documents', values.documents),
  questions: positive('questions', values.questions),
  rounds: positive('rounds', values.rounds),
  sizes: values.sizes
    .split(',')
    .map((size) => positive('sizes', size))
    .sort((a, b) => a - b),
  cache: values.cache,
  say: (line: string) => process.stderr.write(`${line}\n`),
};
const machine = describeMachine();
if (!values.json) console.log(machineLine(machine));
const results: Record<string, unknown> = {};
for (const name of values.only) {
  const result = await (BENCHES[name] as Bench)(options);
  const { setting, reference, figures } = result;
  const referenceOf = (measure: string) =>
    figures.find((figure) => figure.subject === reference && figure.measure === measure);
  results[name] = {
    setting,
    reference,
    figures: figures.map((figure) => ({ ...figure, ratio: ratioOf(figure, referenceOf(figure.measure)) })),
  };
  if (!values.json)
    console.log(`\n${name}: ${setting}; in brackets, times that of ${reference}\n\n${resultTable(result)}`);
}
if (values.json) console.log(JSON.stringify({ machine, results }, undefined, 2));

function positive(option: string, value: string): number {
  const number = Number(value);
  if (Number.isInteger(number) && number > 0) return number;
  return fail(`--${option} takes whole numbers above 0, not "${value}".`);
}

function fail(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(2);
}

import type { RandomInteger } from '../../src/evaluation/metrics/random.js';
import type { Column } from './domain.js';

const FIRST_NAMES = ['Anna', 'Bruno', 'Clara', 'David', 'Esther', 'Farid', 'Greta', 'Hugo', 'Irene', 'Jonas'];
const LAST_NAMES = ['Abel', 'Brandt', 'Castell', 'Duarte', 'Engel', 'Fontana', 'Gruber', 'Holm', 'Ibsen'];
const MONTHS = ['January', 'March', 'April', 'June', 'July', 'September', 'October', 'November'];

/** One of `values`. */
export function pick<T>(random: RandomInteger, values: readonly T[]): T {
  const value = values[random(values.length)];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
}

/** Fisher and Yates's shuffle, of a copy. */
export function shuffled<T>(random: RandomInteger, values: readonly T[]): T[] {
  const result = [...values];
  for (let last = result.length - 1; last > 0; last--) {
    const other = random(last + 1);
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
}

/** A value that a column could hold. */
export function drawValue(random: RandomInteger, { values, number, pool }: Column): string {
  if (values) return pick(random, values);
  if (number) {
    const [from, to, step, form = '{n}'] = number;
    const n = from + step * random(Math.floor((to - from) / step) + 1);
    return form.replace(/\{n(?:\/(\d+))?\}/u, (_, divisor?: string) =>
      divisor === undefined ? String(n) : (n / Number(divisor)).toFixed(Math.log10(Number(divisor))),
    );
  }
  const digits = (count: number) => String(random(9 * 10 ** (count - 1)) + 10 ** (count - 1));
  switch (pool) {
    case 'person':
      return `${pick(random, FIRST_NAMES)} ${pick(random, LAST_NAMES)}`;
    case 'date':
      return `${1 + random(28)} ${pick(random, MONTHS)} 202${3 + random(4)}`;
    case 'code':
      return `${pick(random, ['KX', 'TR', 'VB', 'MN'])}-${digits(5)}`;
    case 'room':
      return `room ${pick(random, ['A', 'B', 'C'])}${digits(3)}`;
    case 'email':
      return `${pick(random, LAST_NAMES).toLowerCase()}.${digits(2)}@example.org`;
    case 'variable':
      return `APP_${pick(random, ['FAST', 'SOFT', 'HARD', 'LAZY', 'MAIN', 'SIDE'])}_${pick(random, ['LIMIT', 'WINDOW', 'BUDGET', 'ROOT', 'SPAN'])}_${digits(2)}`;
    case 'clock':
      return `${String(5 + random(18)).padStart(2, '0')}:${String(random(60)).padStart(2, '0')}`;
    case 'phone':
      return `0${digits(3)} ${digits(3)} ${digits(3)}`;
    case 'pin':
      return `#${digits(4)}`;
    default:
      throw new Error('a column needs values, number or pool');
  }
}

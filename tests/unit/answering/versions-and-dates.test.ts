import { describe, expect, it } from 'vitest';
import {
  areApart,
  type VersionOrDate,
  versionsAndDatesIn,
} from '../../../src/answering/versions-and-dates.js';

function only(text: string): VersionOrDate {
  const [one, ...others] = versionsAndDatesIn(text);
  if (!one || others.length > 0) throw new Error(`${others.length} others in ${text}`);
  return one;
}

describe('two versions or dates', () => {
  it.each([
    ['12/31/2024', '31 December 2024'],
    ['31/12/2024', '2024-12-31'],
    ['04/08/2024', 'April 8, 2024'],
    ['04/08/2024', '4 August 2024'],
    ['4 juin 2024', '2024-06-04'],
    ['1er juillet 2024', '1. Juli 2024'],
    ['3 févr. 2024', '3 February 2024'],
    ['24 déc. 2024', '24. Dezember 2024'],
    ['5 août 2024', '2024-08-05'],
    ['Mon 7 Oct 2024', '2024-10-07'],
    ['version 4.2.1', 'الإصدار ٤.٢.١'],
    ['2.x', 'version 2.4'],
    ['v2', 'version 2'],
    ['release 18', 'v18.2.0'],
  ])('may be the same: %s, %s', (one, other) => {
    expect(areApart(only(one), only(other))).toBe(false);
    expect(areApart(only(other), only(one))).toBe(false);
  });

  it.each([
    ['12/31/2024', '30 December 2024'],
    ['04/08/2024', '4 May 2024'],
    ['04/08/2024', '08/04/2024'],
    ['04.08.2024', 'April 8, 2024'],
    ['4 juin 2024', '4 juillet 2024'],
    ['1.x', 'version 2.4'],
    ['v2', 'version 3'],
    ['version 4.2.1', 'الإصدار ٤.٢.٢'],
  ])('are others: %s, %s', (one, other) => {
    expect(areApart(only(one), only(other))).toBe(true);
    expect(areApart(only(other), only(one))).toBe(true);
  });

  it.each([
    '2',
    'room 2',
    'Smith v 2',
    'They release 18 times a year',
    'release 18 May',
    'IPv6',
    'subversion 3',
  ])('are not in: %s', (text) => {
    expect(versionsAndDatesIn(text)).toEqual([]);
  });
});

describe('a bound', () => {
  it.each([
    ['since 4.1.0', 'from'],
    ['since the `4.1.0` release', 'from'],
    ['>= 4.1.0', 'from'],
    ['4.1.0+', 'from'],
    ['4.1.0 or later', 'from'],
    ['newer than 4.1.0', 'from'],
    ['ab Version 4.1.0', 'from'],
    ['until 4.1.0', 'to'],
    ['<= 4.1.0', 'to'],
    ['before 4.1.0', 'to'],
    ['4.1.0 and older', 'to'],
    ['at most 4.1.0', 'to'],
    ['upgrade to 4.1.0', 'unclear'],
    ['^4.1.0', 'unclear'],
    ['4.1.0 or not', 'unclear'],
    ['4.1.0 on Windows', undefined],
    ['in 4.1.0', undefined],
  ])('is told by the words around it: %s', (text, bound) => {
    expect(only(text).bound).toBe(bound);
  });

  it('is none with a plain direction where it is one of a range', () => {
    const bounds = (text: string) => versionsAndDatesIn(text).map(({ bound }) => bound);
    expect(bounds('4.1.0 – 4.3.2')).toEqual(['unclear', 'unclear']);
    expect(bounds('from 4.1.0 to 4.3.2')).toEqual(['unclear', 'unclear']);
  });
});

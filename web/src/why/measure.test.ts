import { beforeEach, expect, test } from 'vitest';
import { settings } from '@/state/settings';
import { placeOf, standing, valueIn } from './measure';

beforeEach(() => {
  settings.locale = 'en';
});

const deciles = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

test('what is higher, lower, or in the middle', () => {
  expect(standing({ n: 2000, below: 1960, above: 40, deciles })).toBe('Higher than 98.0\u00a0% of 2,000 honest orders of the category');
  expect(standing({ n: 100, below: 0, above: 100, deciles })).toBe('Lower than 100\u00a0% of 100 honest orders of the category');
  expect(standing({ n: 100, below: 20, above: 30, deciles })).toContain('Not unusual');
});

test('the place is a rank; equal ones lie around it', () => {
  expect(placeOf({ n: 100, below: 100, above: 0, deciles })).toBe(100);
  expect(placeOf({ n: 100, below: 0, above: 100, deciles })).toBe(0);
  expect(placeOf({ n: 100, below: 0, above: 0, deciles })).toBe(50);
});

test('values have units', () => {
  expect(valueIn('ms', 3700)).toBe('3.7\u00a0s');
  expect(valueIn('ms', 7_200_000)).toBe('2\u00a0h');
  expect(valueIn('fen', 6000)).toBe('¥60.00');
  expect(valueIn('ppm', 2_993_841)).toBe('299.4\u00a0%');
  expect(valueIn('ppm', 169_018_000)).toBe('169\u00a0×');
  expect(valueIn('g', 1500)).toBe('1,500\u00a0g');
});

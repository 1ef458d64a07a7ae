import { expect, test } from 'vitest';
import { firstDifference } from './difference';

test('the first byte that differs, counted in UTF-8', () => {
  expect(firstDifference('{"a":1}', '{"a":1}')).toBeNull();
  expect(firstDifference('{"a":1}', '{"a":2}')).toEqual({ at: 5, one: '{"a":1}', other: '{"a":2}' });
  expect(firstDifference('守信1', '守信2')?.at).toBe(6);
  expect(firstDifference('ab', 'abc')?.at).toBe(2);
});

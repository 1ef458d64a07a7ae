import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { reasonCodes } from './reasons';

test('every reason of docs/reasons.md has a short name, and no other', () => {
  const page = readFileSync('../docs/reasons.md', 'utf8');
  const codes = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map((row) => row[1]);
  expect(codes.length).toBeGreaterThan(40);
  expect([...reasonCodes].sort()).toEqual(codes.sort());
});

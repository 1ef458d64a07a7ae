import { expect, test } from 'vitest';
import { difference, hunks } from './lines';

const signs = { same: ' ', out: '-', in: '+' };
const shown = (a: string, b: string) => difference(a, b).map((line) => signs[line.kind] + line.text);

test('lines that were put in and taken out', () => {
  expect(shown('a\nb\nc', 'a\nc')).toEqual([' a', '-b', ' c']);
  expect(shown('a\nc', 'a\nb\nc')).toEqual([' a', '+b', ' c']);
  expect(shown('a', 'b')).toEqual(['-a', '+b']);
  expect(shown('', '')).toEqual([' ']);
});

test('numbers of lines are those of each text', () => {
  expect(difference('x\na\nb\nc\nd\ny', 'x\na\nc\ne\nd\ny').map((line) => [line.before, line.after])).toEqual([
    [1, 1], [2, 2], [3, null], [4, 3], [null, 4], [5, 5], [6, 6],
  ]);
});

test('both texts can be had from any difference', () => {
  let seed = 7;
  const dice = (n: number) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
  for (let round = 0; round < 200; ++round) {
    const some = () => Array.from({ length: dice(30) }, () => 'abcd'[dice(4)]).join('\n');
    const [a, b] = [some(), some()];
    const lines = difference(a, b);
    expect(lines.filter((line) => line.kind !== 'in').map((line) => line.text).join('\n')).toBe(a);
    expect(lines.filter((line) => line.kind !== 'out').map((line) => line.text).join('\n')).toBe(b);
  }
});

test('texts that share nothing are told as one piece', () => {
  const many = (letter: string) => Array.from({ length: 4000 }, (_, i) => letter + i).join('\n');
  const lines = difference(many('a'), many('b'));
  expect(lines.filter((line) => line.kind === 'out')).toHaveLength(4000);
  expect(lines.filter((line) => line.kind === 'in')).toHaveLength(4000);
});

test('only what differs is shown, with what is around it', () => {
  const text = Array.from({ length: 30 }, (_, i) => `line ${i}`);
  const other = text.map((line, i) => (i === 15 ? 'else' : line));
  const [hunk, ...more] = hunks(difference(text.join('\n'), other.join('\n')));
  expect(more).toEqual([]);
  expect(hunk!.hidden).toBe(12);
  expect(hunk!.lines).toHaveLength(8);
});

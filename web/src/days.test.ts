import { expect, test } from 'vitest';
import { dayStart, offsetMinutes } from './days';

test('a day begins at midnight of its zone', () => {
  expect(dayStart('2026-11-23', 'UTC')).toBe(Date.UTC(2026, 10, 23));
  expect(dayStart('2026-11-23', 'Asia/Shanghai')).toBe(Date.UTC(2026, 10, 22, 16));
  expect(dayStart('2026-11-30', 'Asia/Shanghai', 1)).toBe(Date.UTC(2026, 10, 30, 16));
});

test('clocks that are put back or forward', () => {
  expect(dayStart('2026-03-29', 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 28, 23));
  expect(dayStart('2026-03-29', 'Europe/Berlin', 1)).toBe(Date.UTC(2026, 2, 29, 22));
  expect(offsetMinutes(Date.UTC(2026, 6, 1), 'Asia/Kolkata')).toBe(330);
});

test('what is no day', () => {
  for (const text of ['', 'today', '2026-13-01', '20261123', '2026-11-23T00:00']) {
    expect(dayStart(text, 'UTC')).toBeNull();
  }
});

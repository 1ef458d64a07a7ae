import { beforeEach, expect, test } from 'vitest';
import { settings } from '@/state/settings';
import { headline, outcomeSince } from './headline';

const subject = { kind: 'order', outcome: 'block', probability_ppm: 999_718, ring: 'R7', answer: 'epoch' } as const;

beforeEach(() => {
  settings.zone = 'UTC';
});

test('the sentence says outcome, probability, ring and since when', () => {
  settings.locale = 'zh';
  expect(headline(subject, Date.UTC(2026, 10, 23, 9, 5))).toBe('这一单被拦截：作弊概率 >\u00a099.9\u00a0%，属于团伙 R7，自 2026-11-23 09:05 起如此。');
  settings.locale = 'en';
  expect(headline({ ...subject, ring: null, outcome: 'allow', probability_ppm: 200 }, null)).toBe('This order is allowed: <\u00a00.1\u00a0% likely to be fake.');
});

test('since when is told by the newest decisions that agree', () => {
  const at = (hour: number, outcome: 'block' | 'review') => ({ at: new Date(Date.UTC(2026, 0, 1, hour)).toISOString(), outcome });
  expect(outcomeSince('block', [at(9, 'block'), at(8, 'block'), at(7, 'review'), at(6, 'block')])).toBe(Date.UTC(2026, 0, 1, 8));
  expect(outcomeSince('allow', [at(9, 'block')])).toBeNull();
  expect(outcomeSince('allow', [])).toBeNull();
});

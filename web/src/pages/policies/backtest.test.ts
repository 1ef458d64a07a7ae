import { expect, test } from 'vitest';
import { hardHit, sumsOf, type Bucket, type Difference } from './backtest';

const bucket = (name: string, subjects: number, of_subjects: number, honest_ppm = 0): Bucket => ({
  name, subjects, of_subjects, honest_ppm, amount: 0, merchants: 0, of_amount: 0, of_merchants: 0,
  treated_after: 0, treated_before: 0,
});

const difference: Difference = {
  better_examples: [],
  changes: [
    { before: 'allow', after: 'allow', many: 90, amount: 900 },
    { before: 'allow', after: 'block', many: 5, amount: 50 },
    { before: 'review', after: 'block', many: 1, amount: 7 },
    { before: 'block', after: 'allow', many: 4, amount: 40 },
  ],
  hit_by_merchant_age: [],
  hit_by_merchant_size: [bucket('under-10-orders', 4, 10, 250_000), bucket('100-to-999-orders', 2, 90, 500_000)],
  hit_by_region: [],
  hit_examples: [],
};

test('what gets worse and better is summed, and how many of those hit are honest', () => {
  expect(sumsOf(difference)).toEqual({ worse: 6, worseAmount: 57, better: 4, betterAmount: 40, all: 100, honest: 2 });
});

test('small and young merchants that are hit at twice the rate are told', () => {
  const names = (buckets: Bucket[]) => hardHit(buckets).map((each) => each.name);
  expect(names([bucket('under-10-orders', 5, 20), bucket('1000-orders-and-more', 5, 980)])).toEqual(['under-10-orders']);
  expect(names([bucket('under-10-orders', 4, 20), bucket('1000-orders-and-more', 5, 980)])).toEqual([]);
  expect(names([bucket('under-10-orders', 50, 500), bucket('1000-orders-and-more', 50, 500)])).toEqual([]);
  expect(names([bucket('1000-orders-and-more', 50, 100), bucket('under-10-orders', 0, 900)])).toEqual([]);
});

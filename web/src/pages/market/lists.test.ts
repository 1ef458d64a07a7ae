import { expect, test } from 'vitest';
import { settings } from '@/state/settings';
import { moreFilters, queryOf, quickFilters, regionOf } from './lists';

test('yuan, percent and days become fen, millionths and milliseconds', () => {
  settings.zone = 'Asia/Shanghai';
  const query = queryOf({ amount_min: '19.9', probability_max: '5', from: '2026-11-23', to: '2026-11-23' }, 'n0-0-5');
  expect(query).toMatchObject({ amount_min: 1990, probability_max: 50_000, after: 'n0-0-5' });
  expect(query.to! - query.from!).toBe(24 * 3600 * 1000 - 1);
});

test('what is no number or day is not asked for', () => {
  expect(queryOf({ amount_min: 'much', from: 'today', probability_min: '' })).toMatchObject({
    amount_min: undefined, from: undefined, probability_min: undefined,
  });
});

test('each list offers what it takes', () => {
  const names = (kind: Parameters<typeof quickFilters>[0]) => [...quickFilters(kind), ...moreFilters(kind)].map((one) => one.name);
  expect(names('order')).toContain('payer');
  expect(names('review')).not.toContain('payer');
  expect(names('account')).toContain('ip');
  expect(names('merchant')).not.toContain('merchant');
});

test('a region is named by its last two parts', () => {
  expect(regionOf({ region: '440113', region_name: '广东省/广州市/番禺区' })).toBe('广州市番禺区');
  expect(regionOf({ region: '999999', region_name: null })).toBe('999999');
});

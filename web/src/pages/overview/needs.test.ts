import { expect, test } from 'vitest';
import { settings } from '@/state/settings';
import { pageOf, pressOf, sentenceOf, type Need } from './needs';

const need = (what: Need['what'], more: Partial<Need> = {}): Need => ({
  what, id: 'x/1', count: 3, more: false, amount: 0, merchant: 'm-1', since_ms: 0, due_ms: null, kind: null, cap: null, ...more,
});

const all: Need['what'][] = ['alert', 'appeal', 'policy', 'dead', 'overdue', 'unconfirmed', 'refused', 'ending', 'queue'];

test.each(all)('%s has a sentence and a page', (what) => {
  expect(sentenceOf(need(what))).not.toBe('');
  expect(pageOf(need(what))).toBeTruthy();
});

test('what the brake stopped is told in the language of the console', () => {
  const alert = need('alert', { kind: 'hold_settlement', cap: 'holds_per_hour' });
  settings.locale = 'zh';
  expect(sentenceOf(alert)).toBe('商家 m-1 的“暂缓结算”被刹车拦下（全部商家一小时的笔数到顶），请人来定');
  settings.locale = 'en';
  expect(sentenceOf({ ...alert, merchant: null })).toBe('“Hold the settlement” was stopped by the brake (holds of all in an hour are at the cap): decide by hand');
});

test('names of the market stay names', () => {
  expect(pageOf(need('appeal'))).toBe('/appeals/x%2F1');
  expect(sentenceOf(need('queue', { count: 100, more: true }))).toContain('100+');
});

test('what is late comes before what is soon', () => {
  expect(pressOf(need('appeal', { due_ms: 5 }), 5)).toBe('late');
  expect(pressOf(need('appeal', { due_ms: 6 }), 5)).toBe('soon');
  expect(pressOf(need('appeal', { due_ms: 86_400_005 }), 5)).toBe('calm');
  expect(pressOf(need('policy'), 5)).toBe('calm');
});

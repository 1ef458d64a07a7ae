import { readFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { settings } from '@/state/settings';
import { eventFields, eventTypeName, eventTypes } from './events';

beforeEach(() => {
  settings.zone = 'UTC';
  settings.locale = 'zh';
});

test('every type of the vocabulary has a name, and every field of it too', () => {
  const rows = readFileSync('../docs/events.md', 'utf8').split('## Types')[1]!.split('## Files')[0]!.matchAll(/^\| `([a-z.]+)` \| (.*) \|$/gm);
  const seen: string[] = [];
  for (const [, type, told] of rows) {
    seen.push(type!);
    const names = told!.replace(/\([^()]*\)/g, '').split(/[,:]/).map((name) => name.trim().replace('?', '')).filter((name) => /^[a-z_]+$/.test(name));
    const line = JSON.stringify({ type, ...Object.fromEntries(names.map((name) => [name, 'x'])) });
    for (const { key, name } of eventFields(line)) {
      expect(name, `${type}.${key}`).not.toBe(key);
    }
  }
  expect(seen.sort()).toEqual([...eventTypes].sort());
});

test('values have their units, times their zone', () => {
  const line = '{"type":"order.placed","id":"e1","at":"2026-11-01T20:14:03+08:00","amount":19900,"subsidy":null,"odd":[1]}';
  expect(eventFields(line).map(({ name, text }) => `${name} ${text}`)).toEqual(['事件编号 e1', '发生时刻 2026-11-01 12:14:03', '金额 ¥199.00', 'odd [1]']);
  expect(eventTypeName('order.placed')).toBe('下单');
  expect(eventTypeName('weather.changed')).toBe('weather.changed');
});

test('what it names leads to its page, or to the orders that have it too', () => {
  const line = '{"type":"order.placed","buyer":"u/1","payer":"w 1","quantity":1}';
  expect(eventFields(line).map(({ to }) => to)).toEqual(['/accounts/u%2F1', '/orders?payer=w%201', null]);
});

test('a CloudEvent is read as the event it carries', () => {
  const line = '{"specversion":"1.0","type":"order.refunded","id":"c1","time":"2026-11-01T12:00:00Z","data":{"order":"o-1","amount":500}}';
  expect(eventFields(line).map(({ key }) => key)).toEqual(['id', 'at', 'order', 'amount']);
});

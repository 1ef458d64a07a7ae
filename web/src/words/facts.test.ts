import { readFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { settings } from '@/state/settings';
import { factFields, knownFacts, plainFacts } from './facts';

beforeEach(() => {
  settings.locale = 'zh';
});

const values = {
  'order.amount': 19900, 'order.weight': 58, 'order.region': 450102003000, 'order.category': '', 'order.age': null,
  'account.age': 86_400, 'account.probability': 982_000, 'merchant.category': 'baby', 'merchant.fake_share': 0,
};

test('every fact is one that policies may ask, once', () => {
  const asked = new Set([...readFileSync('../docs/formats/policy.md', 'utf8').matchAll(/^\| `([a-z_.]+)` \|/gm)].map((row) => row[1]!));
  expect(factFields.filter((field) => !asked.has(field))).toEqual([]);
  expect(new Set(factFields).size).toBe(factFields.length);
});

test('what is known is told in its unit, what is not known is left out', () => {
  expect(knownFacts(values)).toEqual([
    { title: '订单', facts: [{ name: '订单金额', text: '¥199.00' }, { name: '收货地区', text: '450102' }, { name: '包裹重量', text: '58\u00a0克' }] },
    { title: '账号', facts: [{ name: '注册至今', text: '1\u00a0天' }, { name: '作弊概率', text: '98.2\u00a0%' }] },
    { title: '商家', facts: [{ name: '主营类目', text: 'baby' }, { name: '作弊占比', text: '0\u00a0%' }] },
  ]);
});

test('who must not be told what the system thinks is told none of it', () => {
  const told = JSON.stringify(plainFacts(values));
  expect(told).not.toContain('98.2');
  expect(told).not.toContain('作弊');
  expect(plainFacts({ 'order.age': null })).toEqual([{ title: '订单', facts: [{ name: '下单至今', text: '还不知道' }] }]);
});

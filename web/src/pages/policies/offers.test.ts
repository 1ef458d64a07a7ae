import { expect, test } from 'vitest';
import { offersAt } from './offers';
import { placeAt } from './place';
import type { PolicyWords } from './words';

const said = (zh: string, en = zh) => ({ zh, en });
const field = (name: string, type: string, subjects: string[], words: string[] = []) =>
  ({ name, type, subjects, words, always_known: [], min: 0, max: null, ...said(name) }) as never;

// A few of the server's words: it holds all of them to the compiler.
const words: PolicyWords = {
  bytes_max: 100,
  actions: [
    { name: 'hold_settlement', subjects: ['order'], expiry_s: 60, ...said('暂缓') },
    { name: 'fold_review', subjects: ['review'], expiry_s: 60, ...said('折叠') },
  ],
  examples: [{ text: '[orders]\n', ...said('例子') }],
  fields: [
    field('order.amount', 'money', ['order', 'review']),
    field('order.answer', 'text', ['order'], ['placed', '1h']),
    field('review.stars', 'count', ['review']),
  ],
  functions: [{ word: 'known', form: 'known(F)', example: 'known(account.age)', ...said('知道') }],
  keys: [
    { table: 'rule', name: 'when', form: 'condition', required: true, words: [], example: '"x"', ...said('条件') },
    { table: 'rule', name: 'on', form: 'word', required: true, words: ['order', 'review'], example: '"order"', ...said('对谁') },
    { table: 'rule', name: 'actions', form: 'actions', required: false, words: [], example: '[]', ...said('动作') },
    { table: 'rule', name: 'reason', form: 'text', required: false, words: [], example: '"x"', ...said('理由') },
  ],
  keywords: ['and'],
  operators: [{ word: 'and', form: 'A and B', example: 'a and b', ...said('并且') }],
  outcomes: [],
  reasons: [{ code: 'cash-back', clears: '—', ...said('返现') }],
  summands: [{ name: 'order.paid', type: 'money', ...said('实付') }],
  tables: [{ name: '', header: '', ...said('文件') }, { name: 'rule', header: '[[rule]]', ...said('规则') }],
  types: [{ name: 'money', example: '¥30', units: ['元'], ...said('金额') }],
  window_keys: [{ name: 'order.device', subjects: ['order'], ...said('设备') }],
};

/** What is offered where | stands. */
const at = (text: string) => offersAt(words, placeAt(text.replace('|', ''), text.indexOf('|'))).map((each) => each.label);

test('keys that the table has not, tables and examples where a line begins', () => {
  expect(at('[[rule]]\non = "order"\n|')).toEqual(['when', 'actions', 'reason', '[[rule]]', '例子']);
});

test('words and actions as values, for whom the rule is about', () => {
  expect(at('[[rule]]\non = |')).toEqual(['order', 'review']);
  expect(at('[[rule]]\non = "review"\nactions = ["|"]')).toEqual(['fold_review']);
  expect(at('[[rule]]\nreason = "|"')).toEqual([]);
});

test('fields of the subject, functions and operators in a condition', () => {
  expect(at('[[rule]]\non = "review"\nwhen = "|"')).toEqual(['order.amount', 'review.stars', 'known', 'and']);
  expect(at('[[window]]\nname = "a_1h"\n[[rule]]\nwhen = "|"')).toContain('window.a_1h');
});

test('values behind a comparison, reasons and words within quotes', () => {
  expect(at('[[rule]]\nwhen = """order.amount > |"""')[0]).toBe('¥30');
  expect(at('[[rule]]\nwhen = """order.reasons has ["|"]"""')).toEqual(['cash-back']);
  expect(at('[[rule]]\nwhen = """order.answer = "pl|"""')).toEqual(['placed', '1h']);
});

test('the parts of a window', () => {
  expect(at('[[rule]]\nwhen = """count(|"""')).toEqual(['orders']);
  expect(at('[[rule]]\nwhen = """sum(|"""')).toEqual(['order.paid']);
  expect(at('[[rule]]\nwhen = """count(orders by |"""')).toEqual(['order.device']);
  expect(at('[[rule]]\nwhen = """count(orders by order.device over |"""')).toContain('24 h');
});

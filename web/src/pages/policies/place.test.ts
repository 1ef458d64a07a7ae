import { expect, test } from 'vitest';
import { placeAt } from './place';

/** The cursor stands at |. */
const at = (text: string) => placeAt(text.replace('|', ''), text.indexOf('|'));

test('the table and the key that is written', () => {
  expect(at('version_note = "x"\n|')).toMatchObject({ table: '', key: null, used: ['version_note'] });
  expect(at('[orders]\nreview = |')).toMatchObject({ table: 'orders', key: 'review', text: null });
  expect(at('[orders]\nreview = 0.5\n|\n[brake]\n')).toMatchObject({ table: 'orders', key: null, used: ['review'] });
  expect(at('[[ru|')).toMatchObject({ header: true });
});

test('within a text it is told what stands in it so far', () => {
  expect(at('[[rule]]\nwhen = """order.a|mount"""')).toMatchObject({ key: 'when', text: 'order.a' });
  expect(at('[[rule]]\nwhen = """a\n  and |b"""')).toMatchObject({ key: 'when', text: 'a\n  and ' });
  expect(at('[[rule]]\nwhen = """a"""|')).toMatchObject({ key: 'when', text: null });
  expect(at("[[rule]]\nwhen = 'x has \"|'")).toMatchObject({ key: 'when', text: 'x has "' });
});

test('a list goes on over lines', () => {
  expect(at('[[rule]]\nactions = [\n  "open_case",\n  |\n]')).toMatchObject({ key: 'actions', text: null });
  expect(at('[[rule]]\nactions = ["open_case"]\n|')).toMatchObject({ key: null });
});

test('whom the rule is about may stand behind the cursor', () => {
  expect(at('[[rule]]\nwhen = "|"\non = "review"\n[[rule]]\non = "merchant"').on).toBe('review');
  expect(at('[[rule]]\nwhen = "|').on).toBe('order');
});

test('what looks like a header within a text is none', () => {
  expect(at('[[rule]]\nreason = """\n[orders]\n"""\n|')).toMatchObject({ table: 'rule' });
});

test('names of windows are known wherever they stand', () => {
  expect(at('[[rule]]\nwhen = "|"\n[[window]]\nname = "a_1h"\n[[window]]\nname = "b_2h"').windows).toEqual(['a_1h', 'b_2h']);
});

test('a text that was never closed ends with its line', () => {
  expect(at('[[rule]]\nname = "x\n|')).toMatchObject({ key: null, text: null });
});

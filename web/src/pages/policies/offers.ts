// What may be written where the cursor is, and what does it mean? From the server's words, so that
// the editor offers what the compiler takes.
import { both, t, type Both } from '@/i18n';
import { span } from '@/format';
import type { Place } from './place';
import type { PolicyWords } from './words';

export interface Offer {
  label: string;
  write: string; // instead of the word before the cursor
  kind: string; // what it is, in one word
  means: string;
  more: string; // a second sentence, may be empty
}

type Key = PolicyWords['keys'][number];

const offer = (label: string, kind: string, of: Both, write = label, more = ''): Offer => ({
  label,
  write,
  kind,
  means: both(of),
  more,
});

const quoted = (word: string) => `"${word}"`;

function keyOffers(words: PolicyWords, place: Place): Offer[] {
  const table = words.keys.filter((key) => key.table === place.table && key.form !== 'table' && key.form !== 'tables');
  const keys = table
    .filter((key) => !place.used.includes(key.name))
    .map((key) => offer(key.name, key.required ? t('必填', 'required') : t('键', 'key'), key, `${key.name} = ${key.example}`));
  return [...keys, ...headerOffers(words)];
}

const headerOffers = (words: PolicyWords): Offer[] =>
  words.tables.filter((table) => table.header).map((table) => offer(table.header, t('表', 'table'), table));

function exampleOffers(words: PolicyWords): Offer[] {
  return words.examples.map((example) =>
    offer(both(example), t('例子', 'example'), example, example.text, example.text),
  );
}

function typeName(words: PolicyWords, name: string): string {
  const type = words.types.find((one) => one.name === name);
  return type ? t(type.zh, type.name) : name;
}

function fieldMore(words: PolicyWords, field: PolicyWords['fields'][number], on: string): string {
  const type = words.types.find((one) => one.name === field.type);
  const known = field.always_known.includes(on as never)
    ? t('总有值。', 'Always known.')
    : t('可能不知道；不知道时，比较一律不成立。', 'May be unknown; then no comparison is true.');
  const example = type ? t(`${type.zh}，例如 ${type.example}。`, `${type.en}, as ${type.example}.`) : '';
  return [example, field.words.length ? field.words.join(' ') : '', known].filter(Boolean).join(' ');
}

function conditionOffers(words: PolicyWords, place: Place): Offer[] {
  const text = place.text ?? '';
  const quote = /(["'])([\w.一-鿿-]*)$/.exec(text);
  if (quote && (text.match(/["']/g) ?? []).length % 2 === 1) {
    return quotedOffers(words, text.slice(0, quote.index));
  }
  const before = text.replace(/[\w.一-鿿]*$/, '');
  const windowKeys = () =>
    words.window_keys
      .filter((key) => key.subjects.includes(place.on as never))
      .map((key) => offer(key.name, t('按', 'by'), key));
  if (/\bby\s+$/.test(before)) {
    return windowKeys();
  }
  if (/\bdistinct\(\s*$/.test(before)) {
    return words.window_keys.map((key) => offer(key.name, t('数不同的', 'different'), key));
  }
  if (/\bsum\(\s*$/.test(before)) {
    return words.summands.map((each) => offer(each.name, t('加总', 'summed'), each));
  }
  if (/\bcount\(\s*$/.test(before)) {
    return [offer('orders', t('订单', 'orders'), { zh: '数订单', en: 'how many orders' })];
  }
  if (/\bover\s+$/.test(before)) {
    return ['1 h', '24 h', '7 d', '30 d'].map((long) =>
      offer(long, t('时长', 'duration'), { zh: '最近这么久', en: 'so far back' }),
    );
  }
  return [...valueOffers(words, before), ...nameOffers(words, place)];
}

/** Behind a comparison: values of the field's type. */
function valueOffers(words: PolicyWords, before: string): Offer[] {
  const asked = /([a-z]+\.[a-z_]+)\s*(=|!=|<|<=|>|>=)\s*$/.exec(before);
  const field = words.fields.find((one) => one.name === asked?.[1]);
  const type = words.types.find((one) => one.name === field?.type);
  if (!field || !type || !asked) {
    return [];
  }
  const values = field.words.length ? field.words.map(quoted) : [type.example];
  return values.map((value) => offer(value, t('值', 'value'), { zh: type.zh, en: type.en }));
}

function nameOffers(words: PolicyWords, place: Place): Offer[] {
  return [
    ...words.fields
      .filter((field) => field.subjects.includes(place.on as never))
      .map((field) => offer(field.name, typeName(words, field.type), field, field.name, fieldMore(words, field, place.on))),
    ...place.windows.map((name) =>
      offer(`window.${name}`, t('窗口', 'window'), { zh: '这份策略里的窗口', en: 'a window of this policy' }),
    ),
    ...words.functions.map((each) => offer(each.word, t('函数', 'function'), each, `${each.word}(`, `${each.form}\n${each.example}`)),
    ...words.operators
      .filter((each) => /[a-z]/.test(each.word))
      .map((each) => offer(each.word, t('运算', 'operator'), each, each.word, each.example)),
  ];
}

/** Within quotes of a condition: reasons behind `has`, else the words of the field that is asked. */
function quotedOffers(words: PolicyWords, before: string): Offer[] {
  if (/\bhas\s*\[?[^\]]*$/.test(before)) {
    return words.reasons.map((reason) =>
      offer(reason.code, t('理由', 'reason'), reason, reason.code, t(`可以澄清：${reason.clears}`, '')),
    );
  }
  const asked = /([a-z]+\.[a-z_]+)\s*(?:=|!=|(?:not\s+)?in\s*\[?[^\]]*)\s*$/.exec(before);
  const field = words.fields.find((one) => one.name === asked?.[1]);
  return (field?.words ?? []).map((word) => offer(word, t('值', 'value'), field!));
}

function actionOffers(words: PolicyWords, place: Place): Offer[] {
  return words.actions
    .filter((action) => action.subjects.includes(place.on as never))
    .map((action) =>
      offer(
        action.name,
        t('动作', 'action'),
        action,
        place.text === null ? quoted(action.name) : action.name,
        t(`默认 ${span(action.expiry_s * 1000)}后自己解除`, `ends by itself after ${span(action.expiry_s * 1000)} by default`),
      ),
    );
}

function wordOffers(words: PolicyWords, key: Key, place: Place): Offer[] {
  const outcome = (word: string) => words.outcomes.find((one) => one.name === word);
  const write = (word: string) => (place.text === null ? quoted(word) : word);
  return key.words.map((word) => offer(word, key.name, outcome(word) ?? key, write(word)));
}

/** What may stand at the place; nothing where anything may. */
export function offersAt(words: PolicyWords, place: Place): Offer[] {
  if (place.header) {
    return headerOffers(words);
  }
  if (place.key === null) {
    return [...keyOffers(words, place), ...exampleOffers(words)];
  }
  const key = words.keys.find((one) => one.table === place.table && one.name === place.key);
  if (!key) {
    return [];
  }
  switch (key.form) {
    case 'condition':
      return place.text === null ? [] : conditionOffers(words, place);
    case 'actions':
      return actionOffers(words, place);
    case 'word':
      return wordOffers(words, key, place);
    case 'truth':
      return ['true', 'false'].map((word) => offer(word, key.name, key));
    case 'text':
      return [];
    default:
      return place.text === null ? [offer(key.example, key.name, key)] : [];
  }
}

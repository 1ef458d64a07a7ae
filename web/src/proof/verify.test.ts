// Against bundles that the server's own code made (vectors/), and forgeries of them.
import { describe, expect, test } from 'vitest';
import { base64, fromBase64, hex, utf8 } from './bytes';
import { parseCanonical } from './canonical';
import { leafHash, nodeHash } from './hashes';
import { hasGrown, rootOf } from './tree';
import { parseVerifierKey } from './note';
import { verifyBundle, verifyGrowth, type Step, type Trust } from './verify';
import cosigned from './vectors/cosigned.proof.json?raw';
import growth from './vectors/growth.json';
import stamped from './vectors/stamped.proof.json?raw';

const key = JSON.parse(cosigned).key as string;

/** The bundle with something altered, written as canonically as it was. */
function forged(text: string, alter: (bundle: any) => void): string {
  const bundle = JSON.parse(text);
  alter(bundle);
  return `${JSON.stringify(bundle)}\n`;
}

function wrong(text: string, trust: Trust = {}): Step['id'][] {
  return verifyBundle(text, trust).steps.filter((step) => step.result === 'wrong').map((step) => step.id);
}

describe('a bundle', () => {
  test('that is right passes every step', () => {
    const verdict = verifyBundle(cosigned, { key });
    expect(verdict.right).toBe(true);
    expect(verdict.steps.map((step) => [step.id, step.result])).toEqual([
      ['form', 'right'],
      ['key', 'right'],
      ['checkpoint', 'right'],
      ['inclusion', 'right'],
      ['leaf', 'right'],
      ['opening', 'right'],
      ['witness', 'open'],
    ]);
    expect(verdict.bundle?.index).toBe(300n);
    expect(verdict.steps.find((step) => step.id === 'opening')?.told.en).toContain('buyer is 张三300');
    expect(verdict.steps.find((step) => step.id === 'witness')?.told.en).toContain('2026-09-21T14:13:20Z');
  });

  test('knows witnesses that the reader knows', () => {
    const witnesses = JSON.parse(cosigned).witnesses as string[];
    expect(verifyBundle(cosigned, { key, witnesses }).steps.at(-1)?.result).toBe('right');
  });

  test('without a key vouches for itself only', () => {
    expect(verifyBundle(cosigned).steps[1]?.result).toBe('open');
    expect(verifyBundle(cosigned).right).toBe(true);
  });

  test('of another key is refused', () => {
    expect(wrong(cosigned, { key: JSON.parse(stamped).key })).toEqual(['key']);
    expect(wrong(cosigned, { key: 'no+key' })).toEqual(['key']);
  });

  test('of a decision opens what it says, and carries a time stamp over its checkpoint', () => {
    const verdict = verifyBundle(stamped);
    expect(verdict.right).toBe(true);
    expect(verdict.steps.map((step) => step.id)).toEqual([
      'form', 'key', 'checkpoint', 'inclusion', 'leaf', 'opening', 'opening', 'witness', 'time',
    ]);
    expect(verdict.steps.at(-1)?.result).toBe('open');
    expect((verdict.leaf as { type: string }).type).toBe('decision');
  });
});

describe('a forgery is found where it is', () => {
  const cases: [string, Step['id'], (bundle: any) => void][] = [
    ['another outcome in the leaf', 'inclusion', (b) => (b.leaf = b.leaf.replace('"block"', '"allow"'))],
    ['another place', 'inclusion', (b) => (b.proof = b.proof.replace('index 300', 'index 301'))],
    ['a place beyond the tree', 'inclusion', (b) => (b.proof = b.proof.replace('index 300', 'index 600'))],
    ['a hash left out', 'inclusion', (b) => (b.proof = b.proof.replace(/(index 300\n)[^\n]+\n/, '$1'))],
    ['a hash too many', 'inclusion', (b) => (b.proof = b.proof.replace(/(index 300\n)([^\n]+\n)/, '$1$2$2'))],
    ['another number of leaves', 'checkpoint', (b) => (b.proof = b.proof.replace('\n600\n', '\n601\n'))],
    ['another name of the ledger', 'checkpoint', (b) => (b.proof = b.proof.replace('shouxin.example/ledger\n600', 'shouxin.example/ledges\n600'))],
    ['a signature left out', 'checkpoint', (b) => (b.proof = b.proof.replace(/— shouxin[^\n]*\n/, ''))],
    ['another value', 'opening', (b) => (b.openings[0].value = '李四')],
    ['another salt', 'opening', (b) => (b.openings[0].salt = '0'.repeat(64))],
    ['another field', 'opening', (b) => (b.openings[0].field = 'seller')],
    ['a field that every object has', 'opening', (b) => (b.openings[0].field = 'constructor')],
    ['a witness who never signed', 'witness', (b) => (b.proof = b.proof.replace(/— witness[^\n]*\n/, ''))],
    ['a member more', 'form', (b) => (b.zz = 1)],
    ['a member less', 'form', (b) => delete b.witnesses],
    ['another version', 'form', (b) => (b.format = 'shouxin/proof-bundle/v2')],
    ['a key that is none', 'form', (b) => (b.key = b.key.replace('+', '-'))],
    ['a witness that is none', 'form', (b) => (b.witnesses = [b.key])],
    ['an upper-case salt', 'form', (b) => (b.openings[0].salt = 'A'.repeat(64))],
    ['a member more in what is opened', 'form', (b) => (b.openings[0].zz = '')],
    ['a hash that is none', 'form', (b) => (b.proof = b.proof.replace(/(index 300\n)[^\n]+/, '$1AAAA'))],
    ['leaves as text', 'form', (b) => (b.leaf = { a: 1 })],
  ];
  test.each(cases)('%s', (_, id, alter) => expect(wrong(forged(cosigned, alter))).toEqual([id]));

  test('a witness who signed something else', () => {
    const altered = forged(cosigned, (b) => {
      b.proof = b.proof.replace(/(— witness\S* )(\S+)/, (_: string, head: string, coded: string) => {
        const bytes = fromBase64(coded)!;
        bytes[11]! ^= 1; // of the time
        return head + base64(bytes);
      });
    });
    expect(wrong(altered)).toEqual(['witness']);
  });

  test('a time stamp of another checkpoint', () => {
    const altered = forged(stamped, (b) => {
      const token = fromBase64(b.time_stamp)!;
      const at = hex(token).indexOf('0420') / 2; // the imprint: 32 bytes
      token[at + 2]! ^= 1;
      b.time_stamp = base64(token);
    });
    expect(wrong(altered)).toEqual(['time']);
    expect(wrong(forged(stamped, (b) => (b.time_stamp = 'AAAA')))).toEqual(['time']);
  });

  test('any byte', () => {
    const bytes = utf8(cosigned);
    for (let place = 0; place < bytes.length; place += 7) {
      const altered = bytes.slice();
      altered[place]! ^= 1;
      const verdict = verifyBundle(new TextDecoder().decode(altered), { key });
      expect(verdict.right, `byte ${place}`).toBe(false);
      expect(verifyBundle(new TextDecoder().decode(bytes.slice(0, place))).right).toBe(false);
    }
  });

  test('anything at all', () => {
    for (const text of ['', '\n', '{}', '{}\n', '[]\n', 'null\n', '<html>\n', '['.repeat(5000) + '\n', 'x'.repeat(2 << 20)]) {
      expect(wrong(text)).toEqual(['form']);
    }
  });
});

describe('canonical JSON', () => {
  test.each(['{"a":1,"b":[true,null,"\\n\\u001f刷"]}', '{}', '""', '-5', '{"":0}', '{"10":1,"9":2}'])('%s', (text) =>
    expect(parseCanonical(text)).not.toBeNull(),
  );
  test.each([
    '{"b":1,"a":2}', '{"a":1,"a":1}', '{"a": 1}', '1.0', '1e2', '-0', '01', '9007199254740992', '"\\u000a"', '"\\/"',
    '"\\u5237"', '"\\ud800"', '{"刷":1}', '[1,]', '', '['.repeat(17) + ']'.repeat(17),
  ])('not %s', (text) => expect(parseCanonical(text)).toBeNull());
});

describe('growth', () => {
  const { key: of, older, newer, hashes } = growth;
  test('is told', () => expect(verifyGrowth(older, newer, of, hashes).right).toBe(true));
  test.each([
    ['backwards', () => verifyGrowth(newer, older, of, hashes)],
    ['with a hash less', () => verifyGrowth(older, newer, of, hashes.slice(1))],
    ['with another hash', () => verifyGrowth(older, newer, of, ['0'.repeat(64), ...hashes.slice(1)])],
    ['by another key', () => verifyGrowth(older, newer, key, hashes)],
    ['with an altered checkpoint', () => verifyGrowth(older.replace(/\n\d+\n/, '\n1\n'), newer, of, hashes)],
    ['with something that is none', () => verifyGrowth('x', newer, of, hashes)],
  ])('not %s', (_, verify) => expect(verify().right).toBe(false));
});

// All trees of up to 40 leaves, against roots and proofs made by their definition (RFC 6962, 2.1).
describe('trees', () => {
  const leaves = Array.from({ length: 40 }, (_, place) => leafHash(`leaf ${place}`));
  const middle = (many: number) => 2 ** Math.ceil(Math.log2(many) - 1);
  const root = (of: Uint8Array[]): Uint8Array =>
    of.length === 1 ? of[0]! : nodeHash(root(of.slice(0, middle(of.length))), root(of.slice(middle(of.length))));
  const path = (place: number, of: Uint8Array[]): Uint8Array[] => {
    if (of.length === 1) {
      return [];
    }
    const half = middle(of.length);
    const [left, right] = [of.slice(0, half), of.slice(half)];
    return place < half ? [...path(place, left), root(right)] : [...path(place - half, right), root(left)];
  };
  const subproof = (old: number, of: Uint8Array[], known: boolean): Uint8Array[] => {
    if (old === of.length) {
      return known ? [] : [root(of)];
    }
    const half = middle(of.length);
    const [left, right] = [of.slice(0, half), of.slice(half)];
    return old <= half ? [...subproof(old, left, known), root(right)] : [...subproof(old - half, right, false), root(left)];
  };

  test('every leaf is found, at its place only', () => {
    for (let size = 1; size <= leaves.length; ++size) {
      const of = leaves.slice(0, size);
      for (let place = 0; place < size; ++place) {
        const proof = path(place, of);
        const found = (at: number) => hex(rootOf(leaves[place]!, BigInt(at), BigInt(size), proof) ?? new Uint8Array());
        expect(found(place)).toBe(hex(root(of)));
        expect(found(place ^ 1)).not.toBe(hex(root(of)));
      }
    }
  });

  test('every tree has grown from each smaller one', () => {
    for (let size = 1; size <= leaves.length; ++size) {
      const to = { size: BigInt(size), root: root(leaves.slice(0, size)) };
      for (let old = 1; old <= size; ++old) {
        const from = { size: BigInt(old), root: root(leaves.slice(0, old)) };
        const proof = old === size ? [] : subproof(old, leaves.slice(0, size), true);
        expect(hasGrown(from, to, proof), `${old} to ${size}`).toBe(true);
        expect(hasGrown({ ...from, root: leafHash('x') }, to, proof)).toBe(false);
        expect(hasGrown(from, { ...to, root: leafHash('x') }, proof)).toBe(false);
      }
    }
  });
});

test('keys whose id is not theirs are none', () => {
  expect(parseVerifierKey(key)?.name).toBe('shouxin.example/ledger');
  expect(parseVerifierKey(key.replace(/\+[0-9a-f]{8}\+/, '+00000000+'))).toBeNull();
  expect(parseVerifierKey('')).toBeNull();
});

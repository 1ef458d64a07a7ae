// Is this decision really in the ledger? Every check of docs/formats/proof-bundle.md, made here, in
// the browser, one step after the other: what each looked at, what came of it, and what that means.
// The server isn't asked.
import type { Both } from '@/i18n';
import { base64, hex, same, utf8 } from './bytes';
import { NoBundle, parseBundle, type Bundle } from './bundle';
import { parseCanonical, type Json } from './canonical';
import { commitment, leafHash, sha256 } from './hashes';
import { cosignedBy, parseCheckpoint, parseVerifierKey, signedBy, type Checkpoint, type VerifierKey } from './note';
import { readTimeStamp } from './time_stamp';
import { hasGrown, rootOf } from './tree';

/** `open`: nothing is wrong, but it rests on somebody's word, or isn't checked here. */
export type Result = 'right' | 'wrong' | 'open';

export interface Step {
  id: 'form' | 'key' | 'checkpoint' | 'inclusion' | 'leaf' | 'opening' | 'witness' | 'time' | 'growth';
  result: Result;
  title: Both;
  told: Both; // what was found
  detail?: string; // hashes, keys: for who compares
}

export interface Verdict {
  steps: Step[];
  right: boolean; // no step is wrong
  bundle: Bundle | null;
  checkpoint: Checkpoint | null;
  leaf: Json | null;
}

export interface Trust {
  key?: string; // the ledger's, as noted elsewhere
  witnesses?: string[]; // those that the reader knows
}

type Found = [Result, string, string, string?];

function step(id: Step['id'], title: Both, [result, zh, en, detail]: Found): Step {
  return { id, result, title, told: { zh, en }, detail };
}

const titles = {
  form: { zh: '文件的写法', en: 'How the file is written' },
  key: { zh: '谁的钥匙', en: 'Whose key' },
  checkpoint: { zh: '检查点的签名', en: 'The signature of the checkpoint' },
  inclusion: { zh: '叶子在树里', en: 'The leaf is in the tree' },
  leaf: { zh: '叶子的写法', en: 'How the leaf is written' },
  opening: { zh: '公开的值', en: 'A value that is shown' },
  witness: { zh: '见证人', en: 'A witness' },
  time: { zh: '时间戳', en: 'The time stamp' },
  older: { zh: '先前的检查点', en: 'The earlier checkpoint' },
  newer: { zh: '现在的检查点', en: 'The checkpoint of now' },
  growth: { zh: '账本只增不改', en: 'The ledger only grew' },
};

function checkKey(key: VerifierKey, trusted: string | undefined): Found {
  const mine = trusted?.trim();
  if (!mine) {
    return ['open', '文件自带的公钥：只说明持有它的人签过。贴上你另外记下的公钥，才知道是谁。', "The file's own key: whoever holds it signed this. Paste the key that you noted elsewhere, to know whose it is.", key.text];
  }
  if (!parseVerifierKey(mine)) {
    return ['wrong', '你贴的不是一把验证公钥，应写作 名字+编号+base64', "What you pasted is no verifier key: they are written name+id+base64", mine];
  }
  return mine === key.text
    ? ['right', '就是你记下的那一把', 'It is the one that you noted', key.text]
    : ['wrong', '不是你记下的那一把：这份证明出自别人', "It isn't the one that you noted: this proof is somebody else's", key.text];
}

function checkSignature(text: string, key: VerifierKey): { checkpoint: Checkpoint | null; found: Found } {
  const checkpoint = parseCheckpoint(text);
  if (!checkpoint) {
    return { checkpoint, found: ['wrong', '检查点不是一份签名文本', 'The checkpoint is no signed note'] };
  }
  if (checkpoint.origin !== key.name) {
    return { checkpoint: null, found: ['wrong', `检查点属于“${checkpoint.origin}”，公钥属于“${key.name}”`, `The checkpoint is of “${checkpoint.origin}”, the key of “${key.name}”`] };
  }
  const signed = signedBy(checkpoint.note, key);
  const { size } = checkpoint;
  const found: Found =
    signed === 'right'
      ? ['right', `Ed25519 签名正确：账本“${key.name}”承认有 ${size} 片叶子、这一个根`, `Ed25519 is right: the ledger “${key.name}” stands for ${size} leaves under this root`, base64(checkpoint.root)]
      : signed === 'wrong'
        ? ['wrong', '签名和内容不符：检查点被改过', "The signature doesn't match: the checkpoint was altered"]
        : ['wrong', '这把公钥没有签过这个检查点', "This key didn't sign the checkpoint"];
  return { checkpoint: signed === 'right' ? checkpoint : null, found };
}

function checkInclusion(bundle: Bundle, { size, root }: Checkpoint): Found {
  if (bundle.index >= size) {
    return ['wrong', `说是第 ${bundle.index} 片，可树只有 ${size} 片`, `It is said to be leaf ${bundle.index}, but the tree has ${size}`];
  }
  const leaf = leafHash(bundle.leaf);
  const reached = rootOf(leaf, bundle.index, size, bundle.hashes);
  return reached && same(reached, root)
    ? ['right', `第 ${bundle.index} 片，经 ${bundle.hashes.length} 步散列到根：正是签过的那个`, `Leaf ${bundle.index}; ${bundle.hashes.length} hashes lead to the root, the one that was signed`, hex(leaf)]
    : ['wrong', '叶子、位置和散列到不了签过的根：其中有被改过的', "Leaf, place and hashes don't lead to the root that was signed: something was altered", hex(leaf)];
}

function committed(leaf: Json, field: string): Json | undefined {
  const has = (value: Json | undefined, key: string): value is { [key: string]: Json } =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, key);
  if (!has(leaf, 'commitments')) {
    return undefined;
  }
  const commitments = leaf.commitments;
  return has(commitments, field) ? commitments[field] : undefined;
}

function checkOpening(leaf: Json, opening: Bundle['openings'][number]): Found {
  const { field, value } = opening;
  const expected = committed(leaf, field);
  if (typeof expected !== 'string') {
    return ['wrong', `“${field}”：叶子没有对它作过承诺`, `“${field}”: the leaf doesn't commit to it`];
  }
  return expected === commitment(opening)
    ? ['right', `${field} 是 ${value}：和叶子里的承诺一致`, `${field} is ${value}: as the leaf commits to`, expected]
    : ['wrong', `“${field}”的值不是叶子承诺的那个`, `The value of “${field}” isn't the one that the leaf commits to`, expected];
}

const utc = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z');

function checkWitness(witness: VerifierKey, checkpoint: Checkpoint, trust: Trust): Found {
  const { signed, at_ms } = cosignedBy(checkpoint.note, witness);
  const known = trust.witnesses?.some((key) => key.trim() === witness.text);
  if (signed === 'missing') {
    return ['wrong', `${witness.name} 没有签过这个检查点`, `${witness.name} didn't cosign this checkpoint`];
  }
  if (signed === 'wrong') {
    return ['wrong', `${witness.name} 的签名和检查点不符`, `The cosignature by ${witness.name} doesn't match the checkpoint`];
  }
  return [
    known ? 'right' : 'open',
    `${witness.name} 在 ${utc(at_ms)} 见过这棵树${known ? '，公钥是你认得的' : '；公钥来自文件自己'}`,
    `${witness.name} saw this tree at ${utc(at_ms)}, ${known ? 'by a key that you know' : "by a key of the file's own"}`,
    witness.text,
  ];
}

function checkTime(token: Uint8Array, checkpoint: Checkpoint): Found {
  const stamp = readTimeStamp(token);
  if (!stamp) {
    return ['wrong', '不是一份 RFC 3161 时间戳', 'It is no RFC 3161 time stamp'];
  }
  return same(stamp.imprint, sha256(utf8(checkpoint.note.text)))
    ? ['open', `说这个检查点在 ${utc(stamp.at_ms)} 已经存在；签发机构的证书这里不验，用 shouxin verify --tsa 验`, `Says that this checkpoint existed at ${utc(stamp.at_ms)}; the authority's certificates aren't checked here, but by shouxin verify --tsa`, hex(stamp.imprint)]
    : ['wrong', '时间戳盖的是另一个检查点', 'The time stamp is of another checkpoint', hex(stamp.imprint)];
}

function verdict(steps: Step[], parts: Partial<Verdict> = {}): Verdict {
  const right = steps.every((each) => each.result !== 'wrong');
  return { bundle: null, checkpoint: null, leaf: null, ...parts, steps, right };
}

function checkWhole(bundle: Bundle, trust: Trust): Verdict {
  const steps = [
    step('form', titles.form, ['right', '规范形式，一个成员也不多', 'Canonical, with no member too many']),
    step('key', titles.key, checkKey(bundle.key, trust.key)),
  ];
  const { checkpoint, found } = checkSignature(bundle.checkpoint, bundle.key);
  steps.push(step('checkpoint', titles.checkpoint, found));
  if (!checkpoint) {
    return verdict(steps, { bundle });
  }
  steps.push(step('inclusion', titles.inclusion, checkInclusion(bundle, checkpoint)));
  const read = parseCanonical(bundle.leaf);
  const leaf = read?.value ?? null;
  steps.push(
    step('leaf', titles.leaf, read === null ? ['wrong', '不是规范形式的 JSON', "It isn't canonical JSON"] : ['right', '规范形式：只有一种读法', 'Canonical: it can be read in one way only']),
    ...bundle.openings.map((each) => step('opening', titles.opening, checkOpening(leaf, each))),
    ...bundle.witnesses.map((each) => step('witness', titles.witness, checkWitness(each, checkpoint, trust))),
  );
  if (bundle.timeStamp) {
    steps.push(step('time', titles.time, checkTime(bundle.timeStamp, checkpoint)));
  }
  return verdict(steps, { bundle, checkpoint, leaf });
}

/** Checks all that can be checked; the first step that is wrong says what was altered. */
export function verifyBundle(text: string, trust: Trust = {}): Verdict {
  try {
    return checkWhole(parseBundle(text), trust);
  } catch (error) {
    if (error instanceof NoBundle) {
      return verdict([step('form', titles.form, ['wrong', error.zh, error.en])]);
    }
    throw error;
  }
}

/** A signed checkpoint alone: is it by this key? */
export function verifyCheckpoint(note: string, key: string): Verdict {
  const known = parseVerifierKey(key.trim());
  if (!known) {
    return verdict([step('key', titles.key, ['wrong', '不是一把验证公钥，应写作 名字+编号+base64', 'This is no verifier key: they are written name+id+base64', key])]);
  }
  const { checkpoint, found } = checkSignature(note, known);
  return verdict([step('checkpoint', titles.checkpoint, found)], { checkpoint });
}

/** That all of the older checkpoint's leaves are in the newer one, as they were. */
export function verifyGrowth(older: string, newer: string, key: string, hashes: string[]): Verdict {
  const before = verifyCheckpoint(older, key);
  const after = verifyCheckpoint(newer, key);
  const steps = [
    ...before.steps.map((each) => ({ ...each, title: titles.older })),
    ...after.steps.map((each) => ({ ...each, title: titles.newer })),
  ];
  if (!before.checkpoint || !after.checkpoint) {
    return verdict(steps);
  }
  const proof = hashes.map((each) => Uint8Array.from(each.match(/../g) ?? [], (pair) => parseInt(pair, 16)));
  const grown = hasGrown(before.checkpoint, after.checkpoint, proof);
  const { size } = before.checkpoint;
  steps.push(
    step('growth', titles.growth, grown
      ? ['right', `先前的 ${size} 片叶子原样在 ${after.checkpoint.size} 片里：没有删改`, `The ${size} leaves of before stand unchanged among ${after.checkpoint.size}: nothing was removed or altered`]
      : ['wrong', '新账本不是由旧账本长成的：有人改写了历史', "The newer ledger didn't grow from the older one: history was rewritten"]),
  );
  return verdict(steps, { checkpoint: after.checkpoint });
}

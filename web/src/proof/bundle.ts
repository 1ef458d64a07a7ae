// The form of a proof bundle: canonical JSON with exactly these members. docs/formats/proof-bundle.md
import { fromBase64, fromDecimal, hashOfHex, utf8 } from './bytes';
import { parseCanonical, type Json } from './canonical';
import type { Opening } from './hashes';
import { ledgerType, parseVerifierKey, witnessType, type VerifierKey } from './note';

export interface Bundle {
  leaf: string;
  index: bigint;
  hashes: Uint8Array[]; // from the leaf's sibling up to the root's child
  checkpoint: string; // the signed note
  key: VerifierKey;
  witnesses: VerifierKey[];
  openings: Opening[];
  timeStamp: Uint8Array | null;
}

export const bundle_bytes_max = 1 << 20;
const hashes_max = 64;
const members = ['format', 'key', 'leaf', 'openings', 'proof', 'time_stamp', 'witnesses'];

/** Why it is none: what is missing or not as it must be. */
export class NoBundle extends Error {
  constructor(
    readonly zh: string,
    readonly en: string,
  ) {
    super(en);
  }
}

function required<T>(value: T | null | undefined | false, zh: string, en: string): T {
  if (value === null || value === undefined || value === false) {
    throw new NoBundle(zh, en);
  }
  return value;
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isText = (value: Json | undefined): value is string => typeof value === 'string';

// A whole c2sp.org/tlog-proof: lines up to a blank one, then the checkpoint.
function parseProof(proof: string): Pick<Bundle, 'index' | 'hashes' | 'checkpoint'> {
  const blank = required(proof.indexOf('\n\n') >= 0 && proof.indexOf('\n\n'), '证明里没有检查点', 'the proof has no checkpoint');
  const lines = proof.slice(0, blank).split('\n');
  required(lines.shift() === 'c2sp.org/tlog-proof@v1', '证明的第一行不对', 'the first line of the proof is another one');
  if (lines[0]?.startsWith('extra ')) {
    required(fromBase64(lines.shift()!.slice(6)), '证明的 extra 不是 base64', "the proof's extra data isn't base64");
  }
  const [, digits] = /^index (\d+)$/.exec(lines.shift() ?? '') ?? [];
  const index = required(fromDecimal(digits ?? ''), '证明没说是第几片叶子', "the proof doesn't say which leaf");
  const hashes = lines.map((line) => {
    const hash = fromBase64(line);
    return required(hash?.length === 32 && hash, '证明里有不是散列的行', 'a line of the proof is no hash');
  });
  required(hashes.length <= hashes_max, '证明的散列太多', 'the proof has too many hashes');
  return { index, hashes, checkpoint: required(proof.slice(blank + 2) || null, '证明里没有检查点', 'the proof has no checkpoint') };
}

function keyOf(text: Json | undefined, type: number): VerifierKey {
  const key = isText(text) ? parseVerifierKey(text) : null;
  return required(key?.type === type && key, '公钥写得不对，或者编号和公钥不符', "a key isn't written right, or its id isn't that of its name and key");
}

function openingOf(item: Json): Opening {
  const whole = isObject(item) && Object.keys(item).length === 3;
  const { field, salt, value } = isObject(item) ? item : {};
  if (!whole || !isText(field) || !isText(salt) || !isText(value) || field.includes('\n')) {
    throw new NoBundle('公开的值写得不对', 'an opened value isn\'t written right');
  }
  return { field, salt: required(hashOfHex(salt), '盐不是 64 位十六进制', "a salt isn't 64 hexadecimal digits"), value };
}

/** Throws NoBundle. */
export function parseBundle(text: string): Bundle {
  required(utf8(text).length <= bundle_bytes_max, '文件超过 1 MiB', 'the file is longer than 1 MiB');
  required(text.endsWith('\n'), '文件在半行处断了，重新取一份', 'the file ends within a line: fetch it again');
  const json = parseCanonical(text.slice(0, -1))?.value;
  const bundle = required(isObject(json) && json, '不是规范形式的 JSON：被改写过，或者不是证明文件', "this isn't canonical JSON: it was rewritten, or is no proof");
  required(bundle.format === 'shouxin/proof-bundle/v1', '不是这一版的证明文件', 'this is no proof bundle of this version');
  required(Object.keys(bundle).join() === members.join(), '有不该有的或缺少的成员', "it has members that don't belong there, or lacks some");
  const { leaf, proof, openings, witnesses, time_stamp: stamp } = bundle;
  if (!isText(leaf) || !isText(proof) || !Array.isArray(openings) || !Array.isArray(witnesses)) {
    throw new NoBundle('成员的类型不对', 'members are of the wrong kind');
  }
  return {
    leaf,
    ...parseProof(proof),
    key: keyOf(bundle.key, ledgerType),
    witnesses: witnesses.map((witness) => keyOf(witness, witnessType)),
    openings: openings.map(openingOf),
    timeStamp: stamp === null ? null : required(isText(stamp) && fromBase64(stamp), '时间戳不是 base64', "the time stamp isn't base64"),
  };
}

// Who signed this text? Signed notes (c2sp.org/signed-note), checkpoints (tlog-checkpoint) and the
// cosignatures of witnesses (tlog-cosignature), with Ed25519. A library does the signatures:
// browsers offer theirs on secure pages only.
import { etc, verify } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import { bigEndian, fromBase64, fromDecimal, hex, joined, utf8 } from './bytes';
import { sha256 } from './hashes';
import type { Tree } from './tree';

etc.sha512Sync = (...parts) => sha512(joined(parts));

export const ledgerType = 1;
export const witnessType = 4;

export interface VerifierKey {
  name: string;
  id: string; // eight hexadecimal digits
  type: number;
  key: Uint8Array;
  text: string; // as it was written: name+id+base64
}

const isName = (name: string) => name !== '' && !/[\s+\u0085\x00-\x1f]/u.test(name);

/** null if it isn't one: written wrong, or its id isn't that of its name and key. */
export function parseVerifierKey(text: string): VerifierKey | null {
  const [, name, id, typed] = /^([^+]*)\+([0-9a-f]{8})\+(.*)$/s.exec(text) ?? [];
  const bytes = typed === undefined ? null : fromBase64(typed);
  if (!name || !id || !isName(name) || bytes?.length !== 33 || ![ledgerType, witnessType].includes(bytes[0]!)) {
    return null;
  }
  const right = hex(sha256(joined([utf8(`${name}\n`), bytes])).slice(0, 4));
  return right === id ? { name, id, type: bytes[0]!, key: bytes.slice(1), text } : null;
}

interface Signature {
  name: string;
  id: string;
  bytes: Uint8Array;
}

export interface Note {
  text: string; // ends in a line feed
  signatures: Signature[];
}

const note_bytes_max = 64 << 10;
const signatures_max = 64;

function parseSignature(line: string): Signature | null {
  const [, name, coded] = /^— (.+) ([^ ]+)$/.exec(line) ?? [];
  const bytes = coded === undefined ? null : fromBase64(coded);
  if (!name || !isName(name) || !bytes || bytes.length <= 4) {
    return null;
  }
  return { name, id: hex(bytes.slice(0, 4)), bytes: bytes.slice(4) };
}

/** The form alone; null if it isn't one. */
export function parseNote(note: string): Note | null {
  const blank = note.lastIndexOf('\n\n');
  const plain = !/[\x00-\x09\x0b-\x1f]/.test(note) && note.endsWith('\n');
  if (utf8(note).length > note_bytes_max || blank < 0 || !plain) {
    return null;
  }
  const lines = note.slice(blank + 2, -1).split('\n');
  const signatures = lines.map(parseSignature);
  if (signatures.length > signatures_max || signatures.some((each) => each === null)) {
    return null;
  }
  return { text: note.slice(0, blank + 1), signatures: signatures as Signature[] };
}

export interface Checkpoint extends Tree {
  origin: string;
  note: Note;
}

/** The form alone; null if it isn't one. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const note = parseNote(text);
  const [origin, size, root, ...extensions] = note?.text.slice(0, -1).split('\n') ?? [];
  const leaves = fromDecimal(size ?? '');
  const hash = fromBase64(root ?? '');
  if (!note || !origin || leaves === null || hash?.length !== 32 || extensions.includes('')) {
    return null;
  }
  return { origin, size: leaves, root: hash, note };
}

function verifyEd25519(message: string, signature: Uint8Array, key: Uint8Array): boolean {
  try {
    return signature.length === 64 && verify(signature, utf8(message), key, { zip215: false });
  } catch {
    return false; // no point of the curve
  }
}

export type Signed = 'right' | 'wrong' | 'missing';

const ofKey = (note: Note, key: VerifierKey) =>
  note.signatures.filter((each) => each.name === key.name && each.id === key.id);

/** Whether the ledger's key signed it: every signature that says so must be right. */
export function signedBy(note: Note, key: VerifierKey): Signed {
  const signatures = ofKey(note, key);
  if (signatures.length === 0) {
    return 'missing';
  }
  return signatures.every((each) => verifyEd25519(note.text, each.bytes, key.key)) ? 'right' : 'wrong';
}

export interface Cosigned {
  signed: Signed;
  at_ms: number; // by the witness's clock
}

export function cosignedBy(note: Note, witness: VerifierKey): Cosigned {
  const signatures = ofKey(note, witness);
  let at_ms = 0;
  const right = signatures.every(({ bytes }) => {
    const at_s = bigEndian(bytes.slice(0, 8));
    at_ms = Number(at_s) * 1000;
    const message = `cosignature/v1\ntime ${at_s}\n${note.text}`;
    return bytes.length > 8 && at_s >> 63n === 0n && verifyEd25519(message, bytes.slice(8), witness.key);
  });
  return { signed: signatures.length === 0 ? 'missing' : right ? 'right' : 'wrong', at_ms };
}

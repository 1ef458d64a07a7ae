// The hashes of the ledger's tree (RFC 6962, section 2.1) and of commitments.
import { sha256 } from '@noble/hashes/sha2.js';
import { hex, joined, utf8 } from './bytes';

export { sha256 };

export function leafHash(leaf: string): Uint8Array {
  return sha256(joined([Uint8Array.of(0), utf8(leaf)]));
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(joined([Uint8Array.of(1), left, right]));
}

export interface Opening {
  field: string;
  salt: Uint8Array;
  value: string;
}

export function commitment(opening: Opening): string {
  const { field, salt, value } = opening;
  return hex(sha256(utf8(`shouxin/commitment/v1\n${hex(salt)}\n${field}\n${value}`)));
}

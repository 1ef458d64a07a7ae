// Bytes, and the strict ways in which a proof writes them: what can be written in two ways is
// refused, so that nothing unchecked seems checked.

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function joined(parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, place) => byte === b[place]);
}

export function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** 64 lower-case digits; null for anything else. */
export function hashOfHex(text: string): Uint8Array | null {
  if (!/^[0-9a-f]{64}$/.test(text)) {
    return null;
  }
  return Uint8Array.from(text.match(/../g)!, (pair) => parseInt(pair, 16));
}

export function base64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    text += String.fromCharCode(byte);
  }
  return btoa(text);
}

/** RFC 4648, section 4, padded, without spare bits; null for anything else. */
export function fromBase64(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) {
    return null;
  }
  const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  return base64(bytes) === text ? bytes : null;
}

/** Digits without a leading zero, below 2^64; null for anything else. */
export function fromDecimal(text: string): bigint | null {
  if (!/^(0|[1-9][0-9]{0,19})$/.test(text)) {
    return null;
  }
  const number = BigInt(text);
  return number < 1n << 64n ? number : null;
}

export function bigEndian(bytes: Uint8Array): bigint {
  return bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

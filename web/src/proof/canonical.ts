// Is this JSON written in the one way there is (RFC 8785, without floats)? docs/formats/ledger.md
// Read, written again, and compared: what comes out the same was canonical.

const depth_max = 16;

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

class NotCanonical extends Error {}

function quoted(text: string): string {
  if (/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text)) {
    throw new NotCanonical('half a character');
  }
  return JSON.stringify(text);
}

function write(value: Json, depth: number): string {
  if (value === null || typeof value === 'boolean') {
    return String(value);
  }
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) {
      throw new NotCanonical('a number that is no integer below 2^53');
    }
    return String(value);
  }
  if (typeof value === 'string') {
    return quoted(value);
  }
  if (depth === depth_max) {
    throw new NotCanonical('nested too deep');
  }
  if (Array.isArray(value)) {
    return `[${value.map((item) => write(item, depth + 1)).join(',')}]`;
  }
  const members = Object.keys(value).sort();
  return `{${members.map((key) => `${name(key)}:${write(value[key]!, depth + 1)}`).join(',')}}`;
}

function name(key: string): string {
  if (!/^[\x20-\x7e]*$/.test(key) || /["\\]/.test(key)) {
    throw new NotCanonical('a key that is not plain ASCII');
  }
  return `"${key}"`;
}

/** What it says; null unless it is canonical. */
export function parseCanonical(text: string): { value: Json } | null {
  try {
    const value = JSON.parse(text) as Json;
    return write(value, 0) === text ? { value } : null;
  } catch {
    return null;
  }
}

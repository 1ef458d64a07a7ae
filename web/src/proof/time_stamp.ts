// Of what does a time stamp speak, and of which moment? Reads the TSTInfo of an RFC 3161 token. The
// authority's certificates aren't checked here: `shouxin verify --tsa` and openssl do that.
import { same } from './bytes';

interface Value {
  tag: number;
  body: Uint8Array;
}

const sequence = 0x30;
const octets = 0x04;
const identifier = 0x06;
const generalizedTime = 0x18;

/** The values within, one after the other (DER); null if a length leads beyond the end. */
function values(bytes: Uint8Array): Value[] | null {
  const found: Value[] = [];
  let at = 0;
  while (at < bytes.length) {
    const tag = bytes[at]!;
    let length = bytes[at + 1] ?? Infinity;
    at += 2;
    if (length > 0x80) {
      const digits = length - 0x80;
      length = bytes.slice(at, at + digits).reduce((sum, byte) => sum * 256 + byte, 0);
      at += digits;
    }
    if (length === 0x80 || at + length > bytes.length) {
      return null;
    }
    found.push({ tag, body: bytes.slice(at, at + length) });
    at += length;
  }
  return found;
}

function inner(value: Value | undefined): Value[] {
  return (value && values(value.body)) ?? [];
}

// id-ct-TSTInfo, 1.2.840.113549.1.9.16.1.4
const tstInfo = Uint8Array.of(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x04);
// SHA-256, 2.16.840.1.101.3.4.2.1
const sha256Id = Uint8Array.of(0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01);

/** ContentInfo > SignedData > EncapsulatedContentInfo > TSTInfo. */
function infoOf(token: Uint8Array): Value[] {
  const [content] = values(token) ?? [];
  const [, wrapped] = inner(content);
  const [signed] = inner(wrapped);
  const encapsulated = inner(signed).find((each) => {
    const [type] = each.tag === sequence ? inner(each) : [];
    return type?.tag === identifier && same(type.body, tstInfo);
  });
  const [, explicit] = inner(encapsulated);
  const [text] = inner(explicit);
  const [info] = text?.tag === octets ? (values(text.body) ?? []) : [];
  return inner(info);
}

export interface StampedMoment {
  at_ms: number;
  imprint: Uint8Array; // SHA-256 of what was stamped
}

/** null if it isn't a token over a SHA-256. */
export function readTimeStamp(token: Uint8Array): StampedMoment | null {
  const info = infoOf(token);
  const [algorithm, imprint] = inner(info[2]);
  const [hash] = inner(algorithm);
  const time = info.find((each) => each.tag === generalizedTime);
  const digits = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d+)?Z$/.exec(new TextDecoder().decode(time?.body));
  if (!hash || !same(hash.body, sha256Id) || imprint?.body.length !== 32 || !digits) {
    return null;
  }
  const [, year, month, day, hour, minute, second] = digits;
  return { at_ms: Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`), imprint: imprint.body };
}

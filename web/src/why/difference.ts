// Where do two leaves differ? In bytes of UTF-8, as the ledger counts.

const around = 24;

/** The first byte that differs, and what stands there in each; null if they are the same. */
export function firstDifference(one: string, other: string): { at: number; one: string; other: string } | null {
  if (one === other) {
    return null;
  }
  let place = 0;
  while (place < one.length && one[place] === other[place]) {
    ++place;
  }
  const from = Math.max(0, place - around / 2);
  return {
    at: new TextEncoder().encode(one.slice(0, place)).length,
    one: one.slice(from, from + around),
    other: other.slice(from, from + around),
  };
}

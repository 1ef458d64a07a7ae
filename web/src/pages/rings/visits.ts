// Which rings has this browser's user seen? What is new since the last visit is marked.
const kept = 'shouxin.rings.seen';

/** The greatest number seen at the last visit; `seen` is kept for the next one. */
export function lastSeen(): number {
  return Number(localStorage.getItem(kept) ?? 0) || 0;
}

export function remember(numbers: string[]) {
  const greatest = Math.max(lastSeen(), ...numbers.map((number) => Number(number.slice(1)) || 0));
  localStorage.setItem(kept, String(greatest));
}

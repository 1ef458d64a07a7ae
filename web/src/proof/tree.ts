// Is this leaf in that tree, and has this tree grown from that one? RFC 9162, sections 2.1.3.2 and
// 2.1.4.2.
import { same } from './bytes';
import { nodeHash, sha256 } from './hashes';

type Hash = Uint8Array;

const odd = (number: bigint) => (number & 1n) === 1n;

/** From a place and the last one, up: whether the sibling is on the left, and the place above. */
class Climb {
  constructor(
    private at: bigint,
    private last: bigint,
  ) {}

  get atRoot() {
    return this.last === 0n;
  }

  /** Whether the next sibling stands to the left. Goes up one level, or several at the right edge. */
  step(): boolean {
    const left = odd(this.at) || this.at === this.last;
    while (left && !odd(this.at) && this.at !== 0n) {
      this.up();
    }
    this.up();
    return left;
  }

  up() {
    this.at >>= 1n;
    this.last >>= 1n;
  }

  static aboveComplete(size: bigint, last: bigint): Climb {
    const climb = new Climb(size - 1n, last);
    while (odd(climb.at)) {
      climb.up();
    }
    return climb;
  }
}

/** The root to which leaf, place and hashes lead; null if there are too few or too many hashes. */
export function rootOf(leaf: Hash, index: bigint, size: bigint, proof: Hash[]): Hash | null {
  if (index >= size) {
    return null;
  }
  const climb = new Climb(index, size - 1n);
  let hash = leaf;
  for (const sibling of proof) {
    if (climb.atRoot) {
      return null;
    }
    hash = climb.step() ? nodeHash(sibling, hash) : nodeHash(hash, sibling);
  }
  return climb.atRoot ? hash : null;
}

export interface Tree {
  size: bigint;
  root: Hash;
}

export function hasGrown(from: Tree, to: Tree, proof: Hash[]): boolean {
  if (from.size === 0n) {
    return proof.length === 0 && same(from.root, sha256(new Uint8Array()));
  }
  if (from.size >= to.size) {
    return from.size === to.size && proof.length === 0 && same(from.root, to.root);
  }
  const complete = (from.size & (from.size - 1n)) === 0n;
  const first = complete ? from.root : proof[0];
  if (!first) {
    return false;
  }
  const climb = Climb.aboveComplete(from.size, to.size - 1n);
  let before = first;
  let now = first;
  for (const sibling of complete ? proof : proof.slice(1)) {
    if (climb.atRoot) {
      return false;
    }
    if (climb.step()) {
      before = nodeHash(sibling, before);
      now = nodeHash(sibling, now);
    } else {
      now = nodeHash(now, sibling);
    }
  }
  return climb.atRoot && same(before, from.root) && same(now, to.root);
}

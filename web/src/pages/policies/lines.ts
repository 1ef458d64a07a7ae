// Which lines of a text were taken out, which were put in? Myers 1986, "An O(ND) difference
// algorithm", over lines; beyond `edits_max` differences all that differs is one piece.

export interface Line {
  kind: 'same' | 'out' | 'in';
  text: string;
  before: number | null; // line number there, from 1
  after: number | null;
}

const edits_max = 1500;

/** The furthest x on each diagonal, by number of edits; null if it takes too many. */
function trace(a: string[], b: string[]): Int32Array[] | null {
  const most = Math.min(a.length + b.length, edits_max);
  const furthest = new Int32Array(2 * most + 3);
  const steps: Int32Array[] = [];
  for (let edits = 0; edits <= most; ++edits) {
    steps.push(furthest.slice());
    for (let k = -edits; k <= edits; k += 2) {
      const at = k + most + 1;
      const down = k === -edits || (k !== edits && furthest[at - 1]! < furthest[at + 1]!);
      let x = down ? furthest[at + 1]! : furthest[at - 1]! + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) {
        ++x;
      }
      furthest[at] = x;
      if (x >= a.length && x - k >= b.length) {
        return steps;
      }
    }
  }
  return null;
}

/** Pieces from the end to the beginning, as [x, y] before and after each edit. */
function walk(steps: Int32Array[], a: string[], b: string[]): Line[] {
  const most = (steps[0]!.length - 3) / 2;
  const lines: Line[] = [];
  let x = a.length;
  let y = b.length;
  const same = () => {
    lines.push({ kind: 'same', text: a[x - 1]!, before: x, after: y });
    --x;
    --y;
  };
  for (let edits = steps.length - 1; edits > 0; --edits) {
    const furthest = steps[edits]!;
    const k = x - y;
    const at = k + most + 1;
    const down = k === -edits || (k !== edits && furthest[at - 1]! < furthest[at + 1]!);
    const fromX = down ? furthest[at + 1]! : furthest[at - 1]!;
    const fromY = fromX - (down ? k + 1 : k - 1);
    while (x > fromX && y > fromY) {
      same();
    }
    if (down) {
      lines.push({ kind: 'in', text: b[y - 1]!, before: null, after: y });
      --y;
    } else {
      lines.push({ kind: 'out', text: a[x - 1]!, before: x, after: null });
      --x;
    }
  }
  while (x > 0 && y > 0) {
    same();
  }
  return lines.reverse();
}

export function difference(before: string, after: string): Line[] {
  const a = before.split('\n');
  const b = after.split('\n');
  let begin = 0;
  while (begin < a.length && begin < b.length && a[begin] === b[begin]) {
    ++begin;
  }
  let end = 0;
  while (end < a.length - begin && end < b.length - begin && a.at(-1 - end) === b.at(-1 - end)) {
    ++end;
  }
  const innerA = a.slice(begin, a.length - end);
  const innerB = b.slice(begin, b.length - end);
  const steps = trace(innerA, innerB);
  const inner: Line[] = steps
    ? walk(steps, innerA, innerB)
    : [
        ...innerA.map((text, i): Line => ({ kind: 'out', text, before: i + 1, after: null })),
        ...innerB.map((text, i): Line => ({ kind: 'in', text, before: null, after: i + 1 })),
      ];
  return [
    ...a.slice(0, begin).map((text, i): Line => ({ kind: 'same', text, before: i + 1, after: i + 1 })),
    ...inner.map((line) => ({
      ...line,
      before: line.before === null ? null : line.before + begin,
      after: line.after === null ? null : line.after + begin,
    })),
    ...a.slice(a.length - end).map((text, i): Line => ({
      kind: 'same',
      text,
      before: a.length - end + i + 1,
      after: b.length - end + i + 1,
    })),
  ];
}

export interface Hunk {
  lines: Line[];
  hidden: number; // same lines left out before it
}

/** What differs, with some lines around it. */
export function hunks(lines: Line[], around = 3): Hunk[] {
  const shown = new Array<boolean>(lines.length).fill(false);
  lines.forEach((line, i) => {
    if (line.kind !== 'same') {
      shown.fill(true, Math.max(0, i - around), i + around + 1);
    }
  });
  const all: Hunk[] = [];
  let hidden = 0;
  lines.forEach((line, i) => {
    if (!shown[i]) {
      ++hidden;
    } else {
      if (i === 0 || !shown[i - 1]) {
        all.push({ lines: [], hidden });
        hidden = 0;
      }
      all.at(-1)!.lines.push(line);
    }
  });
  return all;
}

// Where does each node stand? In bands from left to right: who pays and what is shared, the
// accounts, the shops; within a band near those one deals with. A band of many becomes a block. The
// same picture always has the same places.
import type { Picture } from './group';

export interface Place {
  x: number;
  y: number;
  r: number;
}

export interface Layout {
  places: Place[];
  width: number;
  height: number;
}

const gap = 14; // between nodes of a band
const bandGap = 150;
const label = 120; // room for names beside the outer bands
const rows_most = 44; // of a band of many

const bandOf = { payer: 0, device: 0, address: 0, account: 1, merchant: 2 } as const;

function radiusOf(members: number): number {
  return members === 1 ? 9 : Math.min(30, 11 + 3.2 * Math.sqrt(members));
}

/** Sorted by the mean place of their neighbours in the other bands, a few times to and fro. */
function sweep(picture: Picture, bands: number[][]) {
  const order = new Float64Array(picture.nodes.length);
  const settle = (band: number[]) => band.forEach((node, at) => (order[node] = (at + 0.5) / band.length));
  bands.forEach(settle);
  const near: number[][] = picture.nodes.map(() => []);
  for (const { from, to } of picture.edges) {
    near[from]!.push(to);
    near[to]!.push(from);
  }
  for (const turn of [1, 2, 1, 0, 1, 2, 1, 0]) {
    const band = bands[turn]!;
    const mean = new Map(
      band.map((node) => {
        const those = near[node]!;
        return [node, those.length ? those.reduce((sum, one) => sum + order[one]!, 0) / those.length : order[node]!];
      }),
    );
    band.sort((a, b) => mean.get(a)! - mean.get(b)! || a - b);
    settle(band);
  }
}

/** Down a column, then the next one; the band's width. */
function putBand(band: number[], radii: number[], x: number, places: Place[], rows: number): number {
  let left = x;
  for (let first = 0; first < band.length; first += rows) {
    const column = band.slice(first, first + rows);
    const widest = Math.max(...column.map((node) => radii[node]!));
    let y = 0;
    for (const node of column) {
      y += radii[node]!;
      places[node] = { x: left + widest, y, r: radii[node]! };
      y += radii[node]! + gap;
    }
    const middle = (y - gap) / 2;
    column.forEach((node) => (places[node]!.y -= middle));
    left += 2 * widest + gap;
  }
  return Math.max(0, left - gap - x);
}

export function layoutOf(picture: Picture): Layout {
  const bands: number[][] = [[], [], []];
  picture.nodes.forEach((node, at) => bands[bandOf[node.kind]]!.push(at));
  for (const band of bands) {
    const rank = { payer: 0, device: 1, address: 2, account: 0, merchant: 0 };
    band.sort((a, b) => rank[picture.nodes[a]!.kind] - rank[picture.nodes[b]!.kind] || a - b);
  }
  sweep(picture, bands);
  const radii = picture.nodes.map((node) => radiusOf(node.members.length));
  const places: Place[] = new Array<Place>(picture.nodes.length);
  let x = label;
  for (const band of bands) {
    if (band.length) {
      const rows = Math.min(rows_most, Math.max(14, Math.ceil(Math.sqrt(band.length * 1.4))));
      x += putBand(band, radii, x, places, rows) + bandGap;
    }
  }
  const top = Math.min(0, ...places.map((place) => place.y - place.r));
  const bottom = Math.max(1, ...places.map((place) => place.y + place.r));
  const margin = 24;
  places.forEach((place) => (place.y += margin - top));
  return { places, width: x - bandGap + label, height: bottom - top + 2 * margin };
}

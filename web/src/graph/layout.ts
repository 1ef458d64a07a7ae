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
  crowded: Uint8Array; // by node: others of its band stand beside it, so there's no room for a name
  width: number;
  height: number;
}

const gap = 14; // between nodes of a column
const columnGap = 26; // between columns of a band
const bandGap_least = 150;
const aspect = 1.9; // of what it is to fill
const label = 210; // room for names beside the outer bands
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

/** Down a column, then the next one, from x = 0; the band's width. */
function putBand(band: number[], radii: number[], places: Place[], rows: number, crowded: Uint8Array): number {
  let left = 0;
  for (let first = 0; first < band.length; first += rows) {
    const column = band.slice(first, first + rows);
    column.forEach((node) => (crowded[node] = band.length > rows ? 1 : 0));
    const widest = Math.max(...column.map((node) => radii[node]!));
    let y = 0;
    for (const node of column) {
      y += radii[node]!;
      places[node] = { x: left + widest, y, r: radii[node]! };
      y += radii[node]! + gap;
    }
    const middle = (y - gap) / 2;
    column.forEach((node) => (places[node]!.y -= middle));
    left += 2 * widest + columnGap;
  }
  return Math.max(0, left - columnGap);
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
  const crowded = new Uint8Array(picture.nodes.length);
  const shown = bands.filter((band) => band.length);
  const widths = shown.map((band) => putBand(band, radii, places, rowsOf(band), crowded));
  const tallest = Math.max(...shown.map((band) => reachOf(band, places)));
  shown.forEach((band) => spread(band, places, tallest));
  const top = Math.min(0, ...places.map((place) => place.y - place.r));
  const bottom = Math.max(1, ...places.map((place) => place.y + place.r));
  const margin = 24;
  const height = bottom - top + 2 * margin;
  const taken = widths.reduce((sum, width) => sum + width, 2 * label);
  const bandGap = Math.max(bandGap_least, (height * aspect - taken) / Math.max(1, shown.length - 1));
  let x = label;
  shown.forEach((band, at) => {
    band.forEach((node) => {
      places[node]!.x += x;
      places[node]!.y += margin - top;
    });
    x += widths[at]! + bandGap;
  });
  return { places, crowded, width: x - bandGap + label, height };
}

const reachOf = (band: number[], places: Place[]) => Math.max(...band.map((node) => Math.abs(places[node]!.y)));

/** A few stand farther apart beside many, so that their links don't run in one bundle. */
function spread(band: number[], places: Place[], tallest: number) {
  const by = Math.min(5, Math.max(1, (0.75 * tallest) / Math.max(1, reachOf(band, places))));
  band.forEach((node) => (places[node]!.y *= by));
}

function rowsOf(band: number[]): number {
  return Math.min(rows_most, Math.max(28, Math.ceil(Math.sqrt(band.length * 2.4))));
}

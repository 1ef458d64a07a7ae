// How is a picture painted? On a 2D canvas: links as curves whose kind is told by dash and arrow as
// well as colour, members as shapes by kind. Nothing here knows of the page.
import type { Picture } from './group';
import type { Layout, Place } from './layout';
import type { Doubt, LinkKind, MemberKind } from './model';

/** Colours of the page's theme; a canvas doesn't know variables. */
export interface Ink {
  ink: string;
  soft: string;
  line: string;
  surface: string;
  likely: string;
  open: string;
  low: string;
  unjudged: string;
  bought: string;
  paid: string;
  reviewed: string;
  shared: string;
  focus: string;
  font: string; // its family
}

export function inkOf(element: Element): Ink {
  const style = getComputedStyle(element);
  const of = (name: string) => style.getPropertyValue(name).trim();
  return {
    ink: of('--ink'),
    soft: of('--ink-soft'),
    line: of('--line-strong'),
    surface: of('--surface'),
    likely: of('--danger'),
    open: of('--warning'),
    low: of('--good'),
    unjudged: of('--ink-soft'),
    bought: of('--graph-bought'),
    paid: of('--graph-paid'),
    reviewed: of('--graph-reviewed'),
    shared: of('--ink-soft'),
    focus: of('--focus'),
    font: style.fontFamily,
  };
}

export interface View {
  x: number; // of the layout's origin, in CSS pixels
  y: number;
  zoom: number;
}

/** What of the picture can be seen at a moment of the ring's life; all of it without. */
export interface Moment {
  times: Float64Array; // by edge: how often it had happened
  there: Uint8Array; // by node
}

export interface Painting {
  picture: Picture;
  layout: Layout;
  names: string[]; // by node
  moment: Moment | null;
  matches: Set<number> | null; // nodes that were searched for
  ink: Ink;
}

const dashes: Record<LinkKind, number[]> = {
  bought_at: [],
  paid: [],
  reviewed: [8, 3],
  shares_device: [2, 4],
  shares_address: [5, 4],
  shares_payer: [9, 3, 2, 3],
};

export function colourOf(kind: LinkKind, ink: Ink): string {
  return kind === 'bought_at' ? ink.bought : kind === 'paid' ? ink.paid : kind === 'reviewed' ? ink.reviewed : ink.shared;
}

/** Round for an account, square for a shop, and so on: around the origin, of radius r. */
export function shape(to: CanvasPath, kind: MemberKind, x: number, y: number, r: number) {
  const corners = { account: 0, merchant: 4, payer: 4, device: 3, address: 6 }[kind];
  if (corners === 0) {
    to.moveTo(x + r, y);
    to.arc(x, y, r, 0, 2 * Math.PI);
    return;
  }
  if (kind === 'merchant') {
    to.rect(x - r * 0.88, y - r * 0.88, r * 1.76, r * 1.76);
    return;
  }
  for (let i = 0; i < corners; ++i) {
    const angle = (2 * Math.PI * i) / corners - Math.PI / 2;
    const [px, py] = [x + r * 1.12 * Math.cos(angle), y + r * 1.12 * Math.sin(angle)];
    if (i === 0) {
      to.moveTo(px, py);
    } else {
      to.lineTo(px, py);
    }
  }
  to.closePath();
}

function curve(to: CanvasPath, a: Place, b: Place, bent: boolean) {
  const side = Math.sign(b.x - a.x);
  const [x1, x2] = side === 0 ? [a.x, b.x] : [a.x + side * a.r, b.x - side * b.r];
  to.moveTo(x1, a.y);
  if (!bent) {
    to.lineTo(x2, b.y);
  } else if (side === 0) {
    to.bezierCurveTo(x1 + 60, a.y, x2 + 60, b.y, x2, b.y);
  } else {
    const middle = (x1 + x2) / 2;
    to.bezierCurveTo(middle, a.y, middle, b.y, x2, b.y);
  }
}

function arrow(to: CanvasPath, a: Place, b: Place, size: number) {
  const side = Math.sign(b.x - a.x);
  const x = side === 0 ? b.x + b.r : b.x - side * b.r;
  const back = side === 0 ? 1 : -side;
  to.moveTo(x, b.y);
  to.lineTo(x + back * size, b.y - size * 0.55);
  to.lineTo(x + back * size, b.y + size * 0.55);
  to.closePath();
}

const widthOf = (times: number) => 0.8 + 0.7 * Math.log2(1 + times);

/** Lines of one look are stroked together: thousands of single strokes would be slow. */
function drawEdges(on: CanvasRenderingContext2D, painting: Painting, edges: Iterable<number>, alpha: number) {
  const { layout, moment, ink, picture } = painting;
  const many = picture.edges.length > 1500;
  const looks = new Map<string, { kind: LinkKind; width: number; lines: Path2D; heads: Path2D }>();
  for (const at of edges) {
    const edge = picture.edges[at]!;
    const times = moment ? moment.times[at]! : edge.times;
    if (times <= 0) {
      continue;
    }
    const width = many ? 1 : Math.min(7, Math.round(widthOf(times) * 2) / 2);
    const key = `${edge.kind} ${width}`;
    let look = looks.get(key);
    if (!look) {
      look = { kind: edge.kind, width, lines: new Path2D(), heads: new Path2D() };
      looks.set(key, look);
    }
    const [a, b] = [layout.places[edge.from]!, layout.places[edge.to]!];
    curve(look.lines, a, b, !many);
    if (!many && edge.kind === 'paid') {
      arrow(look.heads, a, b, 5 + 1.2 * width);
    }
  }
  for (const { kind, width, lines, heads } of looks.values()) {
    on.strokeStyle = on.fillStyle = colourOf(kind, ink);
    on.globalAlpha = alpha * (many ? 0.22 : kind.startsWith('shares') ? 0.75 : 0.6);
    on.lineWidth = width;
    on.setLineDash(many ? [] : dashes[kind]);
    on.stroke(lines);
    on.globalAlpha = alpha * 0.9;
    on.fill(heads);
  }
  on.setLineDash([]);
  on.globalAlpha = 1;
}

const fills: Record<Doubt, keyof Ink> = { likely: 'likely', open: 'open', low: 'low', unjudged: 'unjudged' };

function drawNodes(on: CanvasRenderingContext2D, painting: Painting, nodes: Iterable<number>, alpha: number) {
  const { picture, layout, moment, matches, ink } = painting;
  for (const at of nodes) {
    const node = picture.nodes[at]!;
    const { x, y, r } = layout.places[at]!;
    const seen = (!moment || moment.there[at]) && (!matches || matches.has(at));
    on.globalAlpha = alpha * (seen ? 1 : 0.18);
    on.beginPath();
    shape(on, node.kind, x, y, r);
    on.fillStyle = ink.surface;
    on.fill();
    on.fillStyle = ink[fills[node.doubt]];
    on.globalAlpha *= node.outside ? 0.12 : node.doubt === 'likely' ? 0.85 : node.doubt === 'open' ? 0.55 : 0.3;
    on.fill();
    on.globalAlpha = alpha * (seen ? 1 : 0.3);
    on.strokeStyle = ink[fills[node.doubt]];
    on.lineWidth = node.gains ? 3 : 1.5;
    on.setLineDash(node.outside ? [3, 3] : []);
    on.stroke();
    if (node.members.length > 1) {
      on.lineWidth = 1;
      on.beginPath();
      shape(on, node.kind, x, y, r + 3.5);
      on.stroke();
    }
  }
  on.setLineDash([]);
  on.globalAlpha = 1;
}

/** Beside the node, where there is room for it at this zoom. */
function drawLabels(on: CanvasRenderingContext2D, painting: Painting, nodes: Iterable<number>, zoom: number, all: boolean) {
  const { picture, layout, names, ink, moment } = painting;
  on.textBaseline = 'middle';
  on.lineJoin = 'round';
  on.lineWidth = 6 / zoom;
  on.strokeStyle = ink.surface;
  const size = Math.min(26, 11.5 / zoom); // as large on the screen at any zoom
  for (const at of nodes) {
    const node = picture.nodes[at]!;
    const { x, y, r } = layout.places[at]!;
    if (moment && !moment.there[at] && !all) {
      continue;
    }
    const grouped = node.members.length > 1;
    if (grouped && r * zoom > 9) {
      on.font = `600 ${Math.max(9, Math.min(13, r * 0.7))}px ${ink.font}`;
      on.textAlign = 'center';
      on.fillStyle = node.doubt === 'likely' && !node.outside ? ink.surface : ink.ink;
      on.fillText(String(node.members.length), x, y);
    }
    const roomy = !layout.crowded[at] || zoom >= 2;
    if (all || (roomy && !grouped && zoom >= 0.42)) {
      const left = node.kind !== 'account' && node.kind !== 'merchant';
      on.font = `${size}px ${ink.font}`;
      on.textAlign = left ? 'right' : 'left';
      on.fillStyle = ink.ink;
      const from = left ? x - r - 7 : x + r + 7;
      on.strokeText(names[at]!, from, y);
      on.fillText(names[at]!, from, y);
    }
  }
}

const everyone = (painting: Painting) => painting.picture.nodes.keys();

export function paint(on: CanvasRenderingContext2D, painting: Painting, view: View, ratio: number) {
  on.setTransform(ratio, 0, 0, ratio, 0, 0);
  on.clearRect(0, 0, on.canvas.width / ratio, on.canvas.height / ratio);
  on.setTransform(ratio * view.zoom, 0, 0, ratio * view.zoom, ratio * view.x, ratio * view.y);
  drawEdges(on, painting, painting.picture.edges.keys(), 1);
  drawNodes(on, painting, everyone(painting), 1);
  drawLabels(on, painting, everyone(painting), view.zoom, false);
}

/** The node under the pointer and those it deals with, above the rest. */
export function paintFocus(on: CanvasRenderingContext2D, painting: Painting, view: View, ratio: number, focus: number | null) {
  on.setTransform(ratio, 0, 0, ratio, 0, 0);
  on.clearRect(0, 0, on.canvas.width / ratio, on.canvas.height / ratio);
  if (focus === null || !painting.picture.nodes[focus]) {
    return;
  }
  on.setTransform(ratio * view.zoom, 0, 0, ratio * view.zoom, ratio * view.x, ratio * view.y);
  const { edges } = painting.picture;
  const own = [...edges.keys()].filter((at) => edges[at]!.from === focus || edges[at]!.to === focus);
  const near = new Set([focus, ...own.flatMap((at) => [edges[at]!.from, edges[at]!.to])]);
  drawEdges(on, painting, own, 1.6);
  drawNodes(on, painting, near, 1);
  drawLabels(on, painting, near.size > 30 ? [focus] : near, view.zoom, true);
  const { x, y, r } = painting.layout.places[focus]!;
  on.beginPath();
  on.arc(x, y, r + 7, 0, 2 * Math.PI);
  on.strokeStyle = painting.ink.focus;
  on.lineWidth = 2.5 / Math.min(1, view.zoom);
  on.stroke();
}

export function nodeAt(layout: Layout, view: View, x: number, y: number): number | null {
  const [lx, ly] = [(x - view.x) / view.zoom, (y - view.y) / view.zoom];
  const reach = 6 / view.zoom;
  let best: number | null = null;
  let least = Infinity;
  layout.places.forEach((place, at) => {
    const distance = Math.hypot(place.x - lx, place.y - ly) - place.r;
    if (distance < reach && distance < least) {
      [best, least] = [at, distance];
    }
  });
  return best;
}

export function fit(layout: Layout, width: number, height: number): View {
  const zoom = Math.min(1.4, width / layout.width, height / layout.height);
  return { zoom, x: (width - layout.width * zoom) / 2, y: (height - layout.height * zoom) / 2 };
}

export function zoomed(view: View, factor: number, x: number, y: number): View {
  const zoom = Math.min(8, Math.max(0.05, view.zoom * factor));
  const by = zoom / view.zoom;
  return { zoom, x: x - (x - view.x) * by, y: y - (y - view.y) * by };
}

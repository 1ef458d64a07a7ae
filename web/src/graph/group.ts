// Which members are drawn as one node? Those that stand in the same relations: first with exactly
// the same neighbours, then by role (colour refinement, Weisfeiler and Leman 1968, on sets), as
// coarse as it takes to stay readable. Whoever is unfolded stays itself.
import { doubtOf, type Doubt, type Link, type LinkKind, type Member, type RingGraph } from './model';

export interface Node {
  kind: Member['kind'];
  members: number[]; // places in RingGraph.members, ascending
  weight: number; // how often its members bought, paid, were paid, shared
  doubt: Doubt; // of most of them
  gains: boolean;
  outside: boolean; // none of them is judged to belong to the ring
}

export interface Edge {
  kind: LinkKind;
  from: number; // places among the nodes
  to: number;
  links: number[]; // places in RingGraph.links
  times: number;
  amount: number;
}

export interface Picture {
  nodes: Node[];
  edges: Edge[];
  nodeOf: Int32Array; // by member
  edgeOf: Int32Array; // by link; -1: its kind isn't shown
}

/** By member; equal numbers are one node. */
type Classes = Int32Array;

function classesBy(keys: (string | number)[]): Classes {
  const numbers = new Map<string | number, number>();
  return Int32Array.from(keys, (key) => {
    const known = numbers.get(key) ?? numbers.size;
    numbers.set(key, known);
    return known;
  });
}

const countOf = (classes: Classes) => classes.reduce((most, one) => Math.max(most, one + 1), 0);

function refined(links: Link[], seeds: Classes, neighbours: Classes): Classes {
  const reached: Set<string>[] = Array.from(seeds, () => new Set());
  for (const link of links) {
    reached[link.from]!.add(`${link.kind}>${neighbours[link.to]}`);
    reached[link.to]!.add(`${link.kind}<${neighbours[link.from]}`);
  }
  return classesBy(reached.map((those, member) => `${seeds[member]}|${[...those].sort().join()}`));
}

/** Shops and payers are themselves, the others their kind. */
function seedsOf(members: Member[]): Classes {
  return classesBy(
    members.map((one, place) => (one.kind === 'merchant' || one.kind === 'payer' ? `${one.kind}${place}` : one.kind)),
  );
}

/** By the same relations, each level finer than the one before: who goes up may stop at the first that is too fine. */
function* levels(members: Member[], links: Link[], seeds: Classes): Generator<Classes> {
  const each = Int32Array.from(members, (_, place) => place);
  let round = seeds;
  for (let i = 0; i < 3; ++i) {
    yield (round = refined(links, seeds, round));
  }
  yield refined(links, classesBy(members.map((one, place) => (one.kind === 'account' ? 'a' : place))), each);
}

/** Accounts by whoever pays them most, or else by the shop where they buy most. */
function byPartner(members: Member[], links: Link[], seeds: Classes): Classes {
  const best: { place: number; weight: number }[] = members.map(() => ({ place: -1, weight: 0 }));
  for (const { kind, from, to, times } of links) {
    const [account, partner, weight] = kind === 'paid' ? [to, from, times * 1000] : [from, to, times];
    const one = best[account]!;
    if (members[account]!.kind === 'account' && members[partner]!.kind !== 'account' && weight > one.weight) {
      best[account] = { place: partner, weight };
    }
  }
  return classesBy(members.map((one, place) => (one.kind === 'account' ? `by ${best[place]!.place}` : seeds[place]!)));
}

/** The least busy of a kind become one node of their own, until there are few enough. */
function withoutTails(members: Member[], links: Link[], classes: Classes, most: number): Classes {
  const weights = new Float64Array(countOf(classes));
  for (const link of links) {
    weights[classes[link.from]!]! += link.times;
    weights[classes[link.to]!]! += link.times;
  }
  const busiest = new Set([...weights.keys()].sort((a, b) => weights[b]! - weights[a]! || a - b).slice(0, most));
  return classesBy(members.map((one, place) => (busiest.has(classes[place]!) ? classes[place]! : `rest ${one.kind}`)));
}

/** The finest that is readable. */
function classesOf(members: Member[], links: Link[], most: number): Classes {
  const each = Int32Array.from(members, (_, place) => place);
  if (members.length <= most) {
    return each;
  }
  const seeds = seedsOf(members);
  let best: Classes | null = null;
  for (const classes of levels(members, links, seeds)) {
    if (countOf(classes) > most) {
      break;
    }
    best = classes;
  }
  const partners = best ?? byPartner(members, links, seeds);
  return countOf(partners) <= most ? partners : withoutTails(members, links, partners, most - 5);
}

function mostOf(members: Member[], places: number[]): Doubt {
  const counts = new Map<Doubt, number>();
  for (const place of places) {
    const doubt = doubtOf(members[place]!.probability_ppm);
    counts.set(doubt, (counts.get(doubt) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]![0];
}

/** With at most `most` nodes, but for the members that are unfolded; `kinds` of links are shown. */
export function pictureOf(graph: RingGraph, kinds: Set<LinkKind>, most: number, unfolded: Set<number>): Picture {
  const { members } = graph;
  const shown = graph.links.filter((link) => kinds.has(link.kind));
  const classes = classesOf(members, shown, most);
  const nodeOf = classesBy(members.map((_, place) => (unfolded.has(place) ? `one ${place}` : classes[place]!)));
  const nodes: Node[] = Array.from({ length: countOf(nodeOf) }, () => ({
    kind: 'account', members: [], weight: 0, doubt: 'unjudged', gains: false, outside: true,
  }));
  members.forEach((member, place) => {
    const node = nodes[nodeOf[place]!]!;
    node.kind = member.kind;
    node.members.push(place);
    node.gains ||= member.gains;
    node.outside &&= !member.member;
  });
  for (const node of nodes) {
    node.doubt = mostOf(members, node.members);
  }
  return { nodes, nodeOf, ...edgesOf(graph, kinds, nodes, nodeOf) };
}

function edgesOf(graph: RingGraph, kinds: Set<LinkKind>, nodes: Node[], nodeOf: Int32Array) {
  const edges: Edge[] = [];
  const places = new Map<string, number>();
  const edgeOf = new Int32Array(graph.links.length).fill(-1);
  graph.links.forEach((link, place) => {
    if (!kinds.has(link.kind)) {
      return;
    }
    const from = nodeOf[link.from]!;
    const to = nodeOf[link.to]!;
    const key = `${link.kind} ${from} ${to}`;
    let at = places.get(key);
    if (at === undefined) {
      at = edges.length;
      places.set(key, at);
      edges.push({ kind: link.kind, from, to, links: [], times: 0, amount: 0 });
    }
    const edge = edges[at]!;
    edge.links.push(place);
    edge.times += link.times;
    edge.amount += link.amount;
    edgeOf[place] = at;
    nodes[from]!.weight += link.times;
    nodes[to]!.weight += link.times;
  });
  return { edges, edgeOf };
}

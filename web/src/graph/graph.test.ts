import { describe, expect, it } from 'vitest';
import { pictureOf } from './group';
import { layoutOf } from './layout';
import { lifeOf, momentOf, sumsOf } from './life';
import { linkKinds, type Link, type LinkKind, type Member, type RingGraph } from './model';

const hour = 3_600_000;
const start = Date.UTC(2026, 9, 1);

function member(kind: Member['kind'], id: string, more: Partial<Member> = {}): Member {
  return {
    kind, id, probability_ppm: 950_000, member: true, gains: false, orders: 3, ring_orders: 2, honest_orders: 1,
    amount: 100, first_ms: start, last_ms: start, actions: [], ...more,
  };
}

/** `accounts` that all buy at one shop and are paid by one wallet; the last one shares a device with nobody. */
function ring(accounts: number): RingGraph {
  const members = [member('merchant', 'm'), member('payer', 'p'), member('device', 'd')];
  const links: Link[] = [];
  const events: number[][] = [];
  const link = (kind: LinkKind, from: number, to: number, at: number) => {
    links.push({ kind, from, to, times: 1, amount: kind === 'shares_device' ? 0 : 100, first_ms: at, last_ms: at });
    if (kind !== 'shares_device') {
      events.push([at, links.length - 1, 100]);
    }
  };
  for (let i = 0; i < accounts; ++i) {
    members.push(member('account', `u-${i}`));
    link('bought_at', 3 + i, 0, start + i * hour);
    link('paid', 1, 3 + i, start + (i + 1) * hour);
    if (i < accounts - 1) {
      link('shares_device', 3 + i, 2, start + i * hour);
    }
  }
  events.sort((a, b) => a[0]! - b[0]!);
  return { ring: 'R1', epoch: 1, current: true, cut: false, events_cut: false, members, links, events };
}

const every = new Set(linkKinds);

describe('a picture', () => {
  it('draws few members as they are', () => {
    const picture = pictureOf(ring(5), every, 60, new Set());
    expect(picture.nodes).toHaveLength(8);
    expect(picture.edges).toHaveLength(14);
  });

  it('draws members that deal with the same as one', () => {
    const picture = pictureOf(ring(200), every, 60, new Set());
    expect(picture.nodes.map((node) => node.members.length).sort((a, b) => b - a)).toEqual([199, 1, 1, 1, 1]);
    const bought = picture.edges.filter((edge) => edge.kind === 'bought_at');
    expect(bought.map((edge) => edge.times).sort()).toEqual([1, 199]);
  });

  it('unfolds whoever is asked for', () => {
    const picture = pictureOf(ring(200), every, 60, new Set([10]));
    expect(picture.nodes.find((node) => node.members[0] === 10)!.members).toEqual([10]);
    expect(picture.nodes).toHaveLength(6);
  });

  it('stays readable whatever the members do', () => {
    const graph = ring(300);
    graph.links.forEach((link, at) => (link.kind === 'bought_at' ? (link.from = 3 + ((at * 7) % 300)) : 0));
    for (let i = 0; i < 300; ++i) {
      graph.members.push(member('merchant', `m-${i}`));
      graph.links.push({ kind: 'bought_at', from: 3 + i, to: 303 + i, times: 1, amount: 1, first_ms: start, last_ms: start });
    }
    const picture = pictureOf(graph, every, 60, new Set());
    expect(picture.nodes.length).toBeLessThanOrEqual(60);
    expect(picture.nodes.reduce((sum, node) => sum + node.members.length, 0)).toBe(graph.members.length);
  });

  it('shows the links that are asked for alone', () => {
    const picture = pictureOf(ring(5), new Set<LinkKind>(['paid']), 60, new Set());
    expect(new Set(picture.edges.map((edge) => edge.kind))).toEqual(new Set(['paid']));
  });
});

describe('a layout', () => {
  it('has nobody upon another, and is the same each time', () => {
    const picture = pictureOf(ring(120), every, Infinity, new Set());
    const { places } = layoutOf(picture);
    expect(layoutOf(picture).places).toEqual(places);
    places.forEach((a, at) =>
      places.slice(at + 1).forEach((b) => expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(a.r + b.r)),
    );
    const x = (kind: string) => places[picture.nodes.findIndex((node) => node.kind === kind)]!.x;
    expect(x('payer')).toBeLessThan(x('account'));
    expect(x('account')).toBeLessThan(x('merchant'));
  });
});

describe('a life', () => {
  it('counts what happened in each span', () => {
    const life = lifeOf(ring(10), 24)!;
    expect(life.width).toBe(1_800_000);
    expect(life.spans.bought_at.reduce((sum, many) => sum + many)).toBe(10);
    expect(lifeOf({ ...ring(1), events: [] }, 24)).toBeNull();
  });

  it('knows what had happened by then', () => {
    const graph = ring(10);
    const picture = pictureOf(graph, every, 60, new Set());
    const moment = momentOf(graph, picture, { from: start, to: start + 2 * hour });
    const there = picture.nodes.filter((_, at) => moment.there[at]).map((node) => graph.members[node.members[0]!]!.id);
    expect(there).toEqual(['m', 'p', 'd', 'u-0', 'u-1', 'u-2']);
    expect(sumsOf(graph, { from: start, to: start + 2 * hour }).paid).toEqual({ times: 2, amount: 200 });
  });
});

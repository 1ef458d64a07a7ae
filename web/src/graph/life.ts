// What had happened by when? The ring's events as counts in spans of time, and what of a picture had
// happened within a window.
import type { Moment } from './draw';
import type { Picture } from './group';
import { movingKinds, type LinkKind, type RingGraph } from './model';

export interface Life {
  first: number; // Unix ms
  last: number;
  width: number; // of a span, in ms
  spans: Record<LinkKind, number[]>;
  tallest: number;
}

export interface Window {
  from: number;
  to: number;
}

const widths = [600_000, 1_800_000, 3_600_000, 10_800_000, 21_600_000, 43_200_000, 86_400_000, 172_800_000, 604_800_000];

/** At most `most` spans of a round width. Null if nothing ever happened. */
export function lifeOf(graph: RingGraph, most: number): Life | null {
  if (!graph.events.length) {
    return null;
  }
  const first = graph.events[0]![0]!;
  const last = graph.events.at(-1)![0]!;
  const width = widths.find((each) => (last - first) / each < most) ?? Math.ceil((last - first + 1) / most);
  const many = Math.floor((last - first) / width) + 1;
  const none = () => new Array<number>(many).fill(0);
  const spans = Object.fromEntries(movingKinds.map((kind) => [kind, none()])) as Life['spans'];
  const sums = none();
  for (const [at, link] of graph.events) {
    const span = Math.floor((at! - first) / width);
    spans[graph.links[link!]!.kind]![span]! += 1;
    sums[span]! += 1;
  }
  return { first, last, width, spans, tallest: Math.max(...sums) };
}

/** Links that share something are there once they were first used. */
export function momentOf(graph: RingGraph, picture: Picture, within: Window): Moment {
  const times = new Float64Array(picture.edges.length);
  const there = new Uint8Array(picture.nodes.length);
  const note = (place: number, link: number, many: number) => {
    times[place]! += many;
    there[picture.nodeOf[graph.links[link]!.from]!] = 1;
    there[picture.nodeOf[graph.links[link]!.to]!] = 1;
  };
  for (const [at, link] of graph.events) {
    if (at! >= within.from && at! <= within.to) {
      const place = picture.edgeOf[link!]!;
      if (place >= 0) {
        note(place, link!, 1);
      }
    }
  }
  picture.edges.forEach((edge, place) => {
    if (!movingKinds.includes(edge.kind)) {
      for (const link of edge.links) {
        const { first_ms, last_ms, times: many } = graph.links[link]!;
        if (first_ms !== null && first_ms <= within.to && (last_ms ?? first_ms) >= within.from) {
          note(place, link, many);
        }
      }
    }
  });
  return { times, there };
}

/** What happened within: how often, and how much money moved. */
export function sumsOf(graph: RingGraph, within: Window): Record<LinkKind, { times: number; amount: number }> {
  const sums = Object.fromEntries(movingKinds.map((kind) => [kind, { times: 0, amount: 0 }])) as ReturnType<typeof sumsOf>;
  for (const [at, link, amount] of graph.events) {
    if (at! >= within.from && at! <= within.to) {
      const sum = sums[graph.links[link!]!.kind]!;
      sum.times += 1;
      sum.amount += amount!;
    }
  }
  return sums;
}

// What has changed meanwhile? One event stream tells by topic; after a break it catches up from the
// last event it heard. Pages don't listen to it themselves: useLoad and useList do.
import { reactive } from 'vue';
import { whoAmI } from '@/state/session';

export const topics = [
  'decisions', 'actions', 'rings', 'policies', 'labels', 'alerts', 'appeals', 'quarantine', 'events',
] as const;
export type Topic = (typeof topics)[number];

export interface Tick {
  boot: string;
  log_number: number;
  at_ms: number;
  complete: boolean; // false: something was missed, all may have changed
  changed: Partial<Record<Topic | 'own', number>>;
  events: number; // accepted so far; 0, as `epoch`, for who may not read the market
  epoch: number;
}

export const stream = reactive({
  state: 'off' as 'off' | 'live' | 'broken',
  last: null as Tick | null,
  /** By topic: how often it was heard to have changed. */
  heard: Object.fromEntries(topics.map((topic) => [topic, 0])) as Record<Topic, number>,
});

let source: EventSource | null = null;
let lastId = '';
let retry: ReturnType<typeof setTimeout> | undefined;

// What `own` may mean for a merchant, who hears of nothing else.
const ownTopics: readonly Topic[] = ['actions', 'appeals', 'decisions'];

function howMany({ complete, changed }: Tick, topic: Topic): number {
  const own = ownTopics.includes(topic) ? (changed.own ?? 0) : 0;
  return complete ? (changed[topic] ?? 0) + own : 1;
}

function take(message: MessageEvent<string>) {
  const tick = { events: 0, epoch: 0, ...JSON.parse(message.data) } as Tick;
  lastId = message.lastEventId;
  stream.last = tick;
  for (const topic of topics) {
    stream.heard[topic] += howMany(tick, topic);
  }
}

export function listen() {
  hangUp();
  source = new EventSource(`/v1/stream${lastId ? `?after=${encodeURIComponent(lastId)}` : ''}`);
  source.addEventListener('open', () => (stream.state = 'live'));
  source.addEventListener('tick', take);
  source.addEventListener('error', () => {
    stream.state = 'broken';
    // The browser tries again by itself unless the server said no: the session may be over.
    if (source?.readyState === EventSource.CLOSED) {
      retry = setTimeout(() => void whoAmI().then(listen, listen), 5000);
    }
  });
}

export function hangUp() {
  clearTimeout(retry);
  source?.close();
  source = null;
  stream.state = 'off';
}

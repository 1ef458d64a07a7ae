// A ring of 2,000 members and 8,000 links in the console, as if the server had found one: how long until it is
// painted, and at how many frames a second it moves under the hand. Used by console.mjs.

const hour_ms = 3_600_000;

/** The same numbers each time (mulberry32). */
function dice(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** 1,900 accounts, 40 shops, 40 wallets, 20 devices; no two accounts alike, so that nothing groups easily. */
export function madeGraph(members = 2000, links = 8000, ring = 'R1') {
  const roll = dice(7);
  const start = Date.UTC(2026, 9, 1);
  const counts = { account: members - 100, merchant: 40, payer: 40, device: 20 };
  const graph = { ring, epoch: 1, current: true, cut: false, events_cut: false, members: [], links: [], events: [] };
  const first = {};
  for (const [kind, many] of Object.entries(counts)) {
    first[kind] = graph.members.length;
    for (let i = 0; i < many; ++i) {
      graph.members.push({
        kind, id: `${kind}-${i}`, probability_ppm: Math.floor(roll() * 1_000_000), member: true, gains: false,
        orders: 9, ring_orders: 4, honest_orders: 5, amount: 40_000, first_ms: start, last_ms: start + 900 * hour_ms, actions: [],
      });
    }
  }
  const pick = (kind) => first[kind] + Math.floor(roll() * counts[kind]);
  for (let i = 0; i < links; ++i) {
    const kind = i % 4 === 0 ? 'paid' : i % 8 === 1 ? 'shares_device' : 'bought_at';
    const [from, to] = kind === 'paid' ? [pick('payer'), pick('account')]
      : [pick('account'), pick(kind === 'bought_at' ? 'merchant' : 'device')];
    const at = start + Math.floor(roll() * 900) * hour_ms;
    graph.links.push({ kind, from, to, times: 1, amount: 10_000, first_ms: at, last_ms: at });
    if (kind !== 'shares_device') {
      graph.events.push([at, i, 10_000]);
    }
  }
  graph.events.sort((a, b) => a[0] - b[0]);
  return graph;
}

/** In the page: drags the picture for two seconds, one move a frame. */
async function drag() {
  const box = document.querySelector('.ring-canvas');
  const { left, top } = box.getBoundingClientRect();
  const tell = (type, step) =>
    box.dispatchEvent(new PointerEvent(type, { pointerId: 1, bubbles: true, clientX: left + 300 + 90 * Math.sin(step / 9), clientY: top + 200 + 50 * Math.cos(step / 7) }));
  box.setPointerCapture = () => {};
  tell('pointerdown', 0);
  const frames = [];
  await new Promise((done) => {
    const next = (now) => {
      frames.push(now);
      tell('pointermove', frames.length);
      return now - frames[0] < 2000 ? requestAnimationFrame(next) : done();
    };
    requestAnimationFrame(next);
  });
  tell('pointerup', frames.length);
  return ((frames.length - 1) * 1000) / (frames.at(-1) - frames[0]);
}

const painted = ([since, nodes]) =>
  performance.getEntriesByName('ring painted').find((mark) => mark.startTime > since && mark.detail >= nodes)?.startTime;

/** { first_ms, whole_ms, grouped, whole }: until it is painted, in groups and singly; frames a second of both. */
export async function drawLargeRing(page, url, ring) {
  const graph = JSON.stringify(madeGraph(2000, 8000, ring));
  await page.route('**/v1/rings/*/graph', (route) => route.fulfill({ contentType: 'application/json', body: graph }));
  await page.goto(`${url}/#/rings`);
  await page.locator('main h1').waitFor();
  const since = async (nodes, act) => {
    const begun = await page.evaluate(() => performance.now());
    await act();
    const mark = await page.waitForFunction(painted, [begun, nodes]);
    return (await mark.jsonValue()) - begun;
  };
  const first_ms = await since(1, () => page.evaluate((to) => (location.hash = to), `#/rings/${ring}`));
  const grouped = await page.evaluate(drag);
  const whole_ms = await since(2000, () => page.locator('.legend button').click());
  const whole = await page.evaluate(drag);
  return { first_ms, whole_ms, grouped, whole };
}

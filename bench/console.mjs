#!/usr/bin/env node
// How fast is the console? The bounds of its first page and of large rings, in Chromium on this machine; those of lists are
// measured by lists.py.
//
//   node bench/console.mjs            SHOUXIN names the binary; SCALE=15 has about 1,000,000 orders
import assert from 'node:assert/strict';
import { Desk, openBrowser } from '../tests/browser/desk.mjs';
import { Market } from '../tests/browser/market.mjs';
import { drawLargeRing } from './ring.mjs';

const bounds = { first_ms: 1000, js_bytes: 350_000, ring_ms: 1000, frames_a_second: 30 };
const scale = Number(process.env.SCALE ?? 0.15);
const times = 7;

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

function say(what, value, unit, bound, atLeast = false) {
  const kept = atLeast ? value >= bound : value <= bound;
  console.log(`${what.padEnd(44)} ${String(Math.round(value)).padStart(9)} ${unit.padEnd(6)} ${atLeast ? '>=' : '<='} ${bound}  ${kept ? 'kept' : 'NOT KEPT'}`);
}

/** Signed in, with nothing in the cache: from the navigation's start until the overview shows its figures. */
async function firstPage(browser, market) {
  const desk = await Desk.open(browser, market);
  try {
    const login = await desk.context.request.post(`${market.url}/v1/login`, { data: { name: 'ana', password: 'correct-horse-1987' } });
    assert.equal(login.status(), 200);
    await desk.page.goto(market.url + '/');
    return await desk.page.evaluate(shown);
  } finally {
    await desk.close();
  }
}

/** Its ring is made: what the server answers is known to be quick. */
async function largeRing(browser, market) {
  const desk = await Desk.open(browser, market);
  try {
    await desk.signIn('ana');
    const ring = (await market.key.get('/v1/rings')).items[0].number;
    return await drawLargeRing(desk.page, market.url, ring);
  } finally {
    await desk.close();
  }
}

/** In the page: waits until nothing loads any more; ms since the navigation began, bytes of scripts by then. */
function shown() {
  const there = () => document.querySelector('main h1') && !document.querySelector('main [aria-busy=true], main .wait');
  return new Promise((done) => {
    const look = () =>
      there()
        ? done({
            ms: performance.now(),
            bytes: performance
              .getEntriesByType('resource')
              .filter((one) => one.name.endsWith('.js'))
              .reduce((sum, one) => sum + one.encodedBodySize, 0),
          })
        : requestAnimationFrame(look);
    look();
  });
}

async function main() {
  const browser = await openBrowser();
  const market = await Market.open({ scale });
  try {
    const runs = [];
    for (let run = 0; run < times; ++run) {
      runs.push(await firstPage(browser, market));
    }
    say('first page, cold cache', median(runs.map((run) => run.ms)), 'ms', bounds.first_ms);
    say('scripts of the first page, gzipped', median(runs.map((run) => run.bytes)), 'bytes', bounds.js_bytes);
    const ring = await largeRing(browser, market);
    say('2,000 members and 8,000 links, painted', ring.first_ms, 'ms', bounds.ring_ms);
    say('... each singly', ring.whole_ms, 'ms', bounds.ring_ms);
    say('... moves', ring.grouped, 'fps', bounds.frames_a_second, true);
    say('... moves, each singly', ring.whole, 'fps', bounds.frames_a_second, true);
  } finally {
    await market.close();
    await browser.close();
  }
}

await main();

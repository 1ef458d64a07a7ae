// A server on a free port, with a market in it that has been settled once: what every browser test begins with.
// Whatever is started ends with the test that started it.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as hostile from './hostile.mjs';

const binary = process.env.SHOUXIN ?? 'build/release/shouxin';
const secret = 'whsec_' + Buffer.from('shouxin-tests-only-not-secret!!!').toString('base64');
const pieceLines = 2000;

export const password = 'correct-horse-1987';

/** Polls until `truth` gives something; what it waits for is certain to come, or the test fails. */
export async function until(what, truth, seconds = 120) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await truth();
    if (found) {
      return found;
    }
    if (Date.now() > end) {
      throw new Error(`waited ${seconds} s in vain for ${what}`);
    }
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Somebody who calls the API: with a key, or as a person. */
export class Caller {
  constructor(url, headers = {}) {
    this.url = url;
    this.headers = headers;
  }

  async ask(method, path, body, type = 'application/json') {
    const headers = { ...this.headers, ...(body === undefined ? {} : { 'content-type': type }) };
    const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
    const answer = await fetch(this.url + path, { method, headers, body: text });
    const got = await answer.text();
    const json = answer.headers.get('content-type')?.includes('json') ? JSON.parse(got) : got;
    return { status: answer.status, headers: answer.headers, json };
  }

  async get(path) {
    return this.must('GET', path);
  }

  async must(method, path, body, type) {
    const answer = await this.ask(method, path, body, type);
    if (answer.status >= 300) {
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.json)}`);
    }
    return answer.json;
  }

  async signIn(name, secretWord = password) {
    const answer = await this.ask('POST', '/v1/login', { name, password: secretWord });
    if (answer.status !== 200) {
      throw new Error(`${name} can't sign in: ${JSON.stringify(answer.json)}`);
    }
    const cookie = answer.headers.get('set-cookie').split(';')[0];
    const person = new Caller(this.url, { cookie, 'x-csrf-token': answer.json.csrf });
    if (answer.json.must_change) {
      await person.must('POST', '/v1/me/password', { current: secretWord, next: password });
      return this.signIn(name);
    }
    return person;
  }
}

/** Takes webhooks, and says that all was carried out. */
function carryOut() {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"applied":true}');
    });
  });
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)));
}

function config(port) {
  return `[log]
ahead_h = 0

[epoch]
events = 1000
every_s = 1

[[webhook]]
name = "market"
url = "http://127.0.0.1:${port}/actions"
secrets = ["${secret}"]
`;
}

export class Market {
  static async open({ scale = 0.15 } = {}) {
    const market = new Market();
    market.folder = mkdtempSync(join(tmpdir(), 'shouxin-browser-'));
    try {
      market.endpoint = await carryOut();
      await market.serve();
      await market.admit();
      await market.trade(scale);
      return market;
    } catch (error) {
      await market.close();
      throw error;
    }
  }

  async serve(listen = '127.0.0.1:0') {
    const file = join(this.folder, 'config.toml');
    writeFileSync(file, config(this.endpoint.address().port));
    const data = join(this.folder, 'data');
    this.process = spawn(binary, ['serve', '--data', data, '--listen', listen, '--config', file], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.printed = '';
    for (const pipe of [this.process.stdout, this.process.stderr]) {
      pipe.setEncoding('utf8').on('data', (text) => (this.printed += text));
    }
    const port = await until('the server', () => {
      if (this.process.exitCode !== null) {
        throw new Error(`the server ended: ${this.printed}`);
      }
      return /listens at http:\/\/127\.0\.0\.1:(\d+)/.exec(this.printed)?.[1];
    });
    this.url = `http://127.0.0.1:${port}`;
  }

  async admit() {
    const anyone = new Caller(this.url);
    const first = await until('the first password', () => /with the password (\S+)/.exec(this.printed)?.[1]);
    this.admin = await anyone.signIn('admin', first);
    this.people = { admin: this.admin };
    for (const [name, role] of [['ana', 'analyst'], ['lea', 'lead'], ['aud', 'auditor']]) {
      this.people[name] = await this.person(name, role);
    }
    const scopes =
      'events:write decisions:write decisions:read actions:read actions:write labels:write market:read ' +
      'policies:read policies:write epochs:write ledger:read';
    const { key } = await this.admin.must('POST', '/v1/keys', { label: 'tests', scopes });
    this.key = new Caller(this.url, { authorization: `Bearer ${key}` });
  }

  async person(name, role, more = {}) {
    const added = await this.admin.must('POST', '/v1/people', { name, role, ...more });
    return new Caller(this.url).signIn(name, added.password);
  }

  async trade(scale) {
    const folder = join(this.folder, 'market');
    const made = spawnSync(binary, ['simulate', '--plain', '--seed', '7', '--scale', String(scale), '--out', folder]);
    if (made.status !== 0) {
      throw new Error(String(made.stderr));
    }
    const lines = readFileSync(join(folder, 'events.jsonl'), 'utf8').trimEnd().split('\n');
    this.last_ms = Date.parse(JSON.parse(lines.at(-1)).at);
    await this.send(lines);
    await this.key.must('POST', '/v1/epochs');
    const settled = async () =>
      (await this.key.get('/v1/rings')).items.length > 0 &&
      (await this.key.get('/v1/actions?kind=hold_settlement&state=applied')).items.length > 0 &&
      !(await this.key.get('/v1/status')).epoch.running;
    await until('a ring and a hold', settled);
  }

  /** All of them are events, unless it is `known` that they aren't. */
  async send(lines, known = false) {
    for (let at = 0; at < lines.length; at += pieceLines) {
      const piece = lines.slice(at, at + pieceLines).join('\n') + '\n';
      const taken = await this.key.must('POST', '/v1/events', piece, 'application/x-ndjson');
      if (taken.rejected > 0 && !known) {
        throw new Error(`${taken.rejected} events were no events: ${JSON.stringify(taken.rejects[0])}`);
      }
    }
  }

  /** The merchant with most of its orders held gets an account of its own, `shop`. */
  async openShop() {
    const { items } = await this.key.get('/v1/actions?kind=hold_settlement&state=applied&limit=1000');
    const count = {};
    items.forEach((item) => (count[item.merchant] = (count[item.merchant] ?? 0) + 1));
    this.merchant = Object.keys(count).sort((a, b) => count[b] - count[a] || (a < b ? -1 : 1))[0];
    this.people.shop = await this.person('shop', 'merchant', { merchant: this.merchant });
  }

  /** Things with hostile names, and hostile words said of them, wherever words can be said. */
  async infest() {
    const events = hostile.lines(this.last_ms);
    await this.send(events);
    const orders = [...new Set(events.map((line) => JSON.parse(line).order))];
    for (const id of orders) {
      await this.people.ana.must('POST', '/v1/actions', { action: 'hold_settlement', kind: 'order', id, reason: hostile.reason });
    }
    await this.people.lea.must('POST', '/v1/labels', { kind: 'order', id: orders[0], outcome: 'honest', reason: hostile.reason });
    const rule = `[[rule]]\nname = ${JSON.stringify(hostile.script)}\non = "order"\nwhen = "order.probability >= 99 %"\noutcome = "review"\n`;
    await this.people.ana.must('POST', '/v1/policies', { text: rule, reason: hostile.reason });
    await this.send(['{"type":"order.placed","id":' + JSON.stringify(hostile.picture) + '}'], true);
    return { orders, action: (await this.key.get('/v1/actions?limit=1')).items[0].id };
  }

  /** Ends as an operator ends it, at once if `hard`. */
  async end(hard = false) {
    if (this.process && this.process.exitCode === null && this.process.signalCode === null) {
      const ended = new Promise((done) => this.process.once('exit', done));
      this.process.kill(hard ? 'SIGKILL' : 'SIGTERM');
      await ended;
    }
  }

  async close() {
    await this.end();
    await new Promise((done) => (this.endpoint ? this.endpoint.close(done) : done()));
    this.endpoint?.closeAllConnections?.();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

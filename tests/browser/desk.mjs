// Somebody at a browser: Chromium as Debian has it, a page that is watched for errors, and what tests ask of every page.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { password } from './market.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const require = createRequire(join(root, 'web', 'package.json'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const pictures = join(root, 'build', 'browser');

const patience_ms = 30_000;
const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--force-color-profile=srgb',
];

export const wide = { width: 1440, height: 900 };
export const narrow = { width: 390, height: 844 };

export function openBrowser() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags });
}

export class Desk {
  /** A fresh browser profile at `market`'s console. Options: size, locale, theme. */
  static async open(browser, market, { size = wide, locale = 'zh', theme = 'light', ...more } = {}) {
    const desk = new Desk();
    desk.market = market;
    desk.locale = locale;
    desk.context = await browser.newContext({
      viewport: size,
      colorScheme: theme,
      reducedMotion: 'reduce',
      timezoneId: 'Asia/Shanghai',
      ...more,
    });
    desk.context.setDefaultTimeout(patience_ms);
    await desk.context.addInitScript((settings) => {
      if (!localStorage.getItem('shouxin.settings')) {
        localStorage.setItem('shouxin.settings', JSON.stringify(settings));
      }
    }, { locale, theme: 'system', zone: 'Asia/Shanghai' });
    desk.page = await desk.context.newPage();
    desk.watch();
    return desk;
  }

  t(zh, en) {
    return this.locale === 'zh' ? zh : en;
  }

  /** What the page complains of counts against it, but for what a test says that it provokes. */
  watch() {
    this.complaints = [];
    this.provoked = [];
    this.page.on('pageerror', (error) => this.complaints.push(`error: ${error.stack ?? error}`));
    this.page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) {
        this.complaints.push(`${message.type()}: ${message.text()} ${message.location().url}`);
      }
    });
    this.page.on('requestfailed', (request) => {
      const why = request.failure()?.errorText ?? '';
      if (why.includes('csp') || why.includes('BLOCKED_BY')) {
        this.complaints.push(`blocked: ${request.url()} ${why}`);
      }
    });
  }

  /** From here on this is no complaint: the test does it. */
  provoke(...patterns) {
    this.provoked.push(...patterns);
  }

  sound() {
    const left = this.complaints.filter((one) => !this.provoked.some((pattern) => pattern.test(one)));
    assert.deepEqual(left, [], 'the page complains');
  }

  /** Signs in by the form, as people do. */
  async signIn(name) {
    await this.page.goto(this.market.url + '/');
    await this.page.getByLabel(this.t('账号', 'Name'), { exact: true }).fill(name);
    await this.page.getByLabel(this.t('密码', 'Password'), { exact: true }).fill(password);
    this.provoke(/\/v1\/me$/); // asked before one is in: 401
    await this.page.keyboard.press('Enter');
    await this.page.getByRole('main').waitFor();
    await this.page.getByRole('button', { name: new RegExp(`(账号|Account) ${name}`) }).waitFor();
    return this;
  }

  /** Goes to a page by its address behind the hash, and waits until it shows what it has. */
  async go(path) {
    await this.page.evaluate((hash) => (location.hash = hash), '#' + path);
    await this.settled();
  }

  /** The page of this address is there, and nothing loads or moves any more. */
  async settled() {
    await this.page.waitForFunction(
      () =>
        document.querySelector('main h1') &&
        [undefined, location.hash.slice(1)].includes(document.querySelector('main').dataset.at) &&
        !document.querySelector('main [aria-busy=true], main .wait, .el-loading-mask') &&
        document.getAnimations().every((one) => one.playState !== 'running'),
    );
    await this.page.evaluate(() => document.fonts.ready);
  }

  /** As if the machine were set to it. */
  async theme(colorScheme) {
    await this.page.emulateMedia({ colorScheme });
    await this.page.waitForFunction(
      (dark) => document.documentElement.classList.contains('dark') === dark,
      colorScheme === 'dark',
    );
    await this.settled();
  }

  async resize(size) {
    await this.page.setViewportSize(size);
    await this.settled();
  }

  /** By the button at the top. */
  async speak(locale) {
    if (this.locale !== locale) {
      await this.page.getByRole('button', { name: this.t('English', '中文'), exact: true }).click();
      this.locale = locale;
      await this.settled();
    }
  }

  /** Where the navigation leads. */
  async offered() {
    const links = this.page.getByRole('navigation', { name: this.t('主导航', 'Main') }).getByRole('link');
    const hrefs = await links.evaluateAll((all) => all.map((one) => one.getAttribute('href').slice(1)));
    return [...new Set(hrefs)];
  }

  async heading() {
    return (await this.page.locator('main h1').first().innerText()).trim().split('\n')[0];
  }

  /** No violation of WCAG 2.1 AA, nor of the best practices that axe knows. */
  async accessible(where) {
    await this.page.evaluate(axe);
    // What fades in has its colours at the end.
    await this.page.evaluate(() =>
      Promise.allSettled(
        document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime < 5000).map((one) => one.finished),
      ),
    );
    const found = await this.page.evaluate(async () => {
      const { violations } = await window.axe.run(document, { resultTypes: ['violations'] });
      return violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.slice(0, 5).map((n) => `${n.html.slice(0, 200)} — ${n.failureSummary}`) }));
    });
    assert.deepEqual(found, [], `axe at ${where}`);
  }

  /** The page isn't wider than the window. */
  async fits(where) {
    const over = await this.page.evaluate(() => {
      const width = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= width) {
        return [];
      }
      return [...document.querySelectorAll('body *')]
        .filter((one) => one.getBoundingClientRect().right > width + 1)
        .slice(0, 5)
        .map((one) => `${one.tagName}.${one.className} to ${Math.round(one.getBoundingClientRect().right)}`);
    });
    assert.deepEqual(over, [], `wider than the window: ${where}`);
  }

  /** build/browser/NAME.png: to be looked at. */
  async picture(name, options = {}) {
    mkdirSync(pictures, { recursive: true });
    await this.page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled', ...options });
  }

  async close() {
    await this.context.close();
  }
}

/** As long as `act` runs; closed without what it complained of if `act` fails. */
export async function atDesk(browser, market, options, act) {
  const desk = await Desk.open(browser, market, options);
  try {
    await act(desk);
    desk.sound();
  } catch (error) {
    await desk.picture(`failed-${Date.now()}`).catch(() => undefined);
    error.message += `\nat ${desk.page.url()}\n${desk.complaints.join('\n')}`;
    throw error;
  } finally {
    await desk.close();
  }
}

#!/usr/bin/env node
// Takes the pictures of the guide (docs/console.md, docs/console.zh-CN.md) and of the README, from a market that was just
// settled: `make guide`. guide.test.mjs checks that the guide shows these, and no others.
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Desk, narrow, openBrowser } from './desk.mjs';
import { Market } from './market.mjs';

export const docs = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'docs');
const size = { width: 1280, height: 800 };

/** What is shown: who sees it, where, and what is done before. */
export const pictures = [
  { name: 'overview', who: 'ana', path: () => '/' },
  { name: 'rings', who: 'ana', path: () => '/rings' },
  { name: 'ring', who: 'ana', path: ({ ring }) => `/rings/${ring}` },
  { name: 'act', who: 'ana', path: ({ ring }) => `/rings/${ring}/act` },
  { name: 'why', who: 'ana', path: ({ order }) => `/orders/${order}` },
  { name: 'review', who: 'ana', path: () => '/review' },
  { name: 'action', who: 'ana', path: ({ action }) => `/actions/${action}` },
  { name: 'policy', who: 'ana', path: () => '/policies/edit', act: writeRule },
  { name: 'proof', who: 'aud', path: ({ leaf }) => `/ledger/${leaf}`, act: prove },
  { name: 'system', who: 'lea', path: () => '/system' },
  { name: 'own', who: 'shop', path: () => '/own', size: narrow },
];

export const fileOf = (name, locale) => `console/${name}.${locale}.png`;

async function writeRule({ page, t }) {
  await page.getByRole('textbox', { name: t('策略文本', "The policy's text") }).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText(`\n[[rule]]\nname = "${t('新店大单先看', 'Look at large orders of new shops')}"\non = "order"\nwhen = "order.amount >= ¥2000 and order.probability >= 30 %"\noutcome = "review"\nmode = "shadow"\n`);
  await page.getByText(t('没有问题', 'Nothing is wrong'), { exact: true }).waitFor();
}

async function prove({ page, t, shown }) {
  await page.getByRole('button', { name: t('取证明并验证', 'Fetch the proof and verify it') }).click();
  await page.getByLabel(t('你记下的账本公钥', "The ledger's key, as you noted it")).fill(shown.key);
  await page.getByRole('status').filter({ hasText: t('通过：', 'Verified:') }).waitFor();
}

async function subjects(market) {
  const [ring] = (await market.key.get('/v1/rings?limit=1')).items;
  const [hold] = (await market.key.get('/v1/actions?kind=hold_settlement&state=applied&limit=1')).items;
  const { key } = await market.key.get('/v1/ledger');
  const [decision] = (await market.key.get(`/v1/decisions?subject_kind=order&outcome=block&limit=1`)).items;
  const leaf = decision.leaf;
  return { ring: ring.number, order: hold.subject, action: hold.id, leaf, key };
}

async function take(browser, market, picture, locale, shown) {
  const desk = await Desk.open(browser, market, { locale, size: picture.size ?? size });
  try {
    await desk.signIn(picture.who);
    await desk.go(picture.path(shown));
    await picture.act?.({ page: desk.page, t: (zh, en) => desk.t(zh, en), shown });
    await desk.settled();
    const to = [fileOf(picture.name, locale), ...(picture.name === 'ring' && locale === 'zh' ? ['console.png'] : [])];
    for (const file of to) {
      await desk.page.screenshot({ path: join(docs, file), animations: 'disabled' });
    }
    desk.sound();
  } finally {
    await desk.close();
  }
}

async function main() {
  mkdirSync(join(docs, 'console'), { recursive: true });
  const browser = await openBrowser();
  let market;
  try {
    market = await Market.open({ scale: 0.3 });
    await market.openShop();
    const shown = await subjects(market);
    for (const picture of pictures) {
      for (const locale of ['zh', 'en']) {
        await take(browser, market, picture, locale, shown);
      }
    }
  } finally {
    await market?.close();
    await browser.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main();
}

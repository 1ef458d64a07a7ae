// Proofs are checked by the page itself, the overview's numbers open their lists, the market is settled by hand.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { atDesk, openBrowser } from './desk.mjs';
import { Market, until } from './market.mjs';

let market;
let browser;

before(async () => {
  [market, browser] = await Promise.all([Market.open(), openBrowser()]);
});

after(async () => {
  await browser?.close();
  await market?.close();
});

const failed = (desk) => desk.page.locator('.steps .wrong strong').allInnerTexts();

test('a leaf is proven in the page, by the key that was noted', async () => {
  await atDesk(browser, market, {}, async (desk) => {
    await desk.signIn('lea');
    await desk.go('/ledger/3');
    await desk.page.getByRole('button', { name: '取证明并验证' }).click();
    await desk.page.getByText('还不知道是谁的钥匙').waitFor();
    await desk.go('/ledger');
    await desk.page.getByRole('button', { name: '记下这把' }).click();
    await desk.go('/ledger/3');
    await desk.page.getByRole('button', { name: '取证明并验证' }).click();
    await desk.page.getByText('由你认得的钥匙签过').waitFor();
    assert.deepEqual(await failed(desk), []);
    await desk.accessible('a proof that is right');
    await desk.picture('proof');
  });
});

test('a proof that was altered says where', async () => {
  const bundle = await (await fetch(market.url + '/v1/ledger/leaves/3/proof', { headers: market.people.lea.headers })).text();
  await atDesk(browser, market, {}, async (desk) => {
    await desk.signIn('lea');
    await desk.go('/ledger');
    const file = desk.page.locator('input[type=file]');
    const drop = (text) => file.setInputFiles({ name: 'x.proof', mimeType: 'text/plain', buffer: Buffer.from(text) });
    await drop(bundle);
    await desk.page.getByText('内部全部对得上').waitFor();
    await drop(bundle.replace('index 3', 'index 2'));
    await desk.page.getByText('没有通过').waitFor();
    assert.deepEqual(await failed(desk), ['叶子在树里']);
    await drop('<script>alert(1)</script>\n');
    await desk.page.getByText('不是规范形式的 JSON').waitFor();
    assert.deepEqual(await failed(desk), ['文件的写法']);
    await desk.accessible('a proof that is wrong');
  });
});

test('the overview shows what the server says, and each figure leads on', async () => {
  await atDesk(browser, market, {}, async (desk) => {
    await desk.signIn('lea');
    await desk.go('/');
    const figures = desk.page.locator('a.figure');
    assert.equal(await figures.count(), 5);
    const { money } = await market.people.lea.get('/v1/overview');
    const yuan = '¥' + (money.held.amount / 100).toLocaleString('en-US', { minimumFractionDigits: 2 });
    assert.equal(await figures.nth(1).locator('.value').getAttribute('title'), yuan);
    const chart = desk.page.getByRole('img', { name: /^钱 / });
    await chart.focus();
    await desk.page.keyboard.press('End');
    await desk.page.locator('[aria-live=polite]', { hasText: '暂缓' }).waitFor({ state: 'attached' });
    await figures.nth(4).click();
    await desk.page.waitForURL(/#\/rings/);
  });
});

test('a lead has the market settled, once', async () => {
  const before = (await market.people.lea.get('/v1/system')).epochs.length;
  await atDesk(browser, market, {}, async (desk) => {
    await desk.signIn('lea');
    await desk.go('/system');
    await desk.page.getByRole('button', { name: '现在全局判定' }).click();
    await desk.page.getByRole('dialog').getByRole('button', { name: '开始' }).click();
    await until('the epoch', async () => (await market.people.lea.get('/v1/system')).epochs.length > before);
  });
});

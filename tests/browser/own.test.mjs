// The merchant's side: what it sees at a phone, an appeal that isn't lost, and its answer.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { atDesk, narrow, openBrowser, wide } from './desk.mjs';
import { Market, until } from './market.mjs';

let market;
let browser;

before(async () => {
  [market, browser] = await Promise.all([Market.open(), openBrowser()]);
  await market.openShop();
});

after(async () => {
  await browser?.close();
  await market?.close();
});

const yuan = (fen) => '¥' + (fen / 100).toLocaleString('en-US', { minimumFractionDigits: 2 });

async function openFirst(desk, kind) {
  await desk.page.getByRole('button', { name: kind }).click();
  await desk.settled();
  await desk.page.locator('.actions summary').first().click();
}

test('a shop begins at its own page, sees nothing else, and reads what is held, why, and what clears it', async () => {
  await atDesk(browser, market, { size: narrow }, async (desk) => {
    await desk.signIn('shop');
    await desk.page.getByRole('heading', { name: '我的店铺' }).waitFor();
    await desk.settled();
    // What follows from the market may still arrive: the page hears of it.
    const why = desk.page.getByRole('region', { name: '为什么，怎样解除' });
    await until('the server’s sums on the page', async () => {
      const sums = await market.people.shop.get('/v1/own/merchant');
      const headline = await desk.page.locator('.headline').innerText();
      return headline.includes(yuan(sums.amount_held)) && (await why.innerText()).includes(sums.why[0].zh);
    });
    await openFirst(desk, /^暂缓结算 \d+$/);
    const opened = await desk.page.locator('details[open]').innerText();
    assert.match(opened, /没有被扣走/);
    assert.match(opened, /最迟到/);
    assert.match(opened, /怎样解除/);
    await desk.accessible('own, 390 px');
    await desk.fits('own');
    await desk.picture('own-390');
    await desk.go('/people');
    await desk.page.getByRole('heading', { name: '这里不对你开放' }).waitFor();
    await desk.go('/');
    await desk.page.getByRole('heading', { name: '我的店铺' }).waitFor();
  });
});

test('every part of it is accessible in both languages and themes', async () => {
  await atDesk(browser, market, { size: wide, theme: 'dark' }, async (desk) => {
    await desk.signIn('shop');
    for (const locale of ['zh', 'en']) {
      await desk.speak(locale);
      for (const part of ['', '?part=decisions', '?part=appeals']) {
        await desk.go('/own' + part);
        await desk.accessible(`own${part}, ${locale}`);
      }
    }
    await desk.theme('light');
    await desk.go('/own');
    await desk.accessible('own, light');
    await desk.picture('own-1440');
  });
});

test('an appeal is kept as a draft, is sent once, and its answer stands where it was asked', async () => {
  const said = '运单号 SF123，<b>称重</b>照片在平台可查';
  await atDesk(browser, market, { size: narrow }, async (desk) => {
    await desk.signIn('shop');
    await openFirst(desk, /^暂缓结算 \d+$/);
    await desk.page.getByRole('button', { name: '我要申诉' }).click();
    const text = desk.page.getByLabel('请说明情况');
    await text.fill('长'.repeat(700));
    assert.ok(await desk.page.getByRole('button', { name: '提交申诉' }).isDisabled());
    await desk.page.getByText('超出约 34 个字').waitFor();
    await text.fill(said);
    await desk.accessible('appeal');
    await desk.fits('appeal');

    await desk.page.reload();
    await desk.settled();
    await openFirst(desk, /^暂缓结算 \d+$/);
    await desk.page.getByRole('button', { name: '我要申诉' }).click();
    assert.equal(await desk.page.getByLabel('请说明情况').inputValue(), said);
    await desk.page.getByRole('button', { name: '提交申诉' }).click();
    await desk.page.getByText('等待答复').first().waitFor();
    assert.equal(await desk.page.evaluate(() => Object.keys(localStorage).filter((name) => name.includes('draft')).length), 0);

    const { items } = await market.people.ana.get('/v1/appeals?state=open');
    assert.deepEqual(items.map((item) => item.text), [said]);
    await market.people.ana.must('POST', `/v1/appeals/${items[0].id}/answer`, { outcome: 'granted', reason: '称重照片属实' });
    await until('the answer', async () => (await market.people.shop.get('/v1/own/appeals')).items[0].answered);
    await desk.go('/own?part=appeals');
    await desk.page.getByText('称重照片属实').waitFor();
    const shown = await desk.page.locator('.appeal').first().innerText();
    assert.match(shown, /申诉成立/);
    assert.ok(shown.includes(said), 'hostile text is text');
    assert.ok(!shown.includes('ana'), 'who answered is not told');
    await desk.accessible('appeals');
  });
});

// The way in and the frame around every page: languages, themes, wrong passwords, no such page, no line.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { atDesk, narrow, openBrowser, wide } from './desk.mjs';
import { Market } from './market.mjs';

let market;
let browser;

before(async () => {
  [market, browser] = await Promise.all([Market.open(), openBrowser()]);
});

after(async () => {
  await browser?.close();
  await market?.close();
});

for (const size of [wide, narrow]) {
  for (const theme of ['light', 'dark']) {
    test(`signing in, ${size.width} px, ${theme}`, async () => {
      await atDesk(browser, market, { size, theme }, async (desk) => {
        desk.provoke(/\/v1\/(me|login)$/);
        await desk.page.goto(market.url);
        await desk.page.getByLabel('账号', { exact: true }).waitFor();
        await desk.accessible('sign in');
        await desk.fits('sign in');
        await desk.picture(`entry-${size.width}-${theme}`);
        await desk.page.getByLabel('账号', { exact: true }).fill('ana');
        await desk.page.getByLabel('密码', { exact: true }).fill('wrong');
        await desk.page.keyboard.press('Enter');
        await desk.page.getByRole('alert').waitFor();
        await desk.accessible('refused');
        await desk.page.getByRole('button', { name: 'English' }).click();
        await desk.page.getByRole('button', { name: 'Sign in' }).waitFor();
        assert.equal(await desk.page.locator('html').getAttribute('lang'), 'en');
        await desk.accessible('in English');
      });
    });
  }
}

test('an address without a page says so', async () => {
  await atDesk(browser, market, {}, async (desk) => {
    await desk.signIn('ana');
    await desk.go('/no/such/page');
    assert.match(await desk.page.getByRole('main').innerText(), /没有/);
    await desk.accessible('no such page');
  });
});

test('while the server is away the page says so, and catches up when it is back', async () => {
  await atDesk(browser, market, {}, async (desk) => {
    await desk.signIn('ana');
    await desk.settled();
    const notice = desk.page.getByText('实时更新中断');
    assert.equal(await notice.count(), 0);
    desk.provoke(/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET/);
    await market.end(true);
    await notice.waitFor();
    await desk.accessible('without a server');
    await market.serve(market.url.replace('http://', ''));
    await notice.waitFor({ state: 'detached' });
    await desk.page.getByRole('button', { name: '账号 ana' }).waitFor();
  });
});

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

/** Opens a page that wasn't opened before, with something typed on this one. */
async function openLedger(desk) {
  await desk.page.getByRole('combobox', { name: '搜索' }).fill('正写着的');
  await desk.page.getByRole('navigation').getByRole('link', { name: '账本' }).click();
}

async function stillTyped(desk) {
  assert.equal(await desk.heading(), '总览');
  assert.equal(await desk.page.getByRole('combobox', { name: '搜索' }).inputValue(), '正写着的');
}

test('a page that can’t be loaded while the line is away opens when it is back, as it should look', async () => {
  await atDesk(browser, market, {}, async (desk) => {
    await desk.signIn('ana');
    await desk.settled();
    desk.provoke(/ERR_FAILED|dynamically imported module|preload/);
    const away = /\/(assets\/|healthz)/;
    await desk.page.route(away, (route) => route.abort());
    await openLedger(desk);
    const notice = desk.page.getByText('这一页还打不开');
    await notice.waitFor();
    await stillTyped(desk);
    await desk.accessible('a page that is away');
    await desk.page.unroute(away);
    await notice.waitFor({ state: 'detached' });
    await desk.page.getByRole('heading', { level: 1, name: '账本' }).waitFor();
    await desk.settled();
    assert.ok(await desk.page.evaluate(() => [...document.querySelectorAll('link[rel=stylesheet]')].every((link) => link.sheet)));
  });
});

test('a console that was renewed meanwhile is loaded anew when one wants it', async () => {
  await atDesk(browser, market, {}, async (desk) => {
    await desk.signIn('ana');
    await desk.settled();
    desk.provoke(/status of 404|dynamically imported module|preload/);
    const renewed = [
      ['**/assets/**', { status: 404, body: '' }],
      [(url) => url.pathname === '/', { contentType: 'text/html', body: '<script type="module" src="/assets/another.js"></script>' }],
    ];
    for (const [what, answer] of renewed) {
      await desk.page.route(what, (route) => route.fulfill(answer));
    }
    await openLedger(desk);
    await desk.page.getByText('控制台更新了').waitFor();
    await stillTyped(desk);
    await desk.accessible('a console that was renewed');
    for (const [what] of renewed) {
      await desk.page.unroute(what);
    }
    await desk.page.getByRole('button', { name: '重新载入' }).click();
    await desk.page.getByRole('heading', { level: 1, name: '账本' }).waitFor();
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

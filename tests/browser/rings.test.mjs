// A ring is found, read, played, acted on as one batch with a broken line in the middle, and the batch is taken back: by
// keyboard where it matters.
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

/** The costliest ring that has orders. */
async function ring(caller) {
  return (await caller.get('/v1/rings')).items.find((one) => one.orders > 0).number;
}

test('a ring is read: its picture by keyboard, its life, its table', async () => {
  await atDesk(browser, market, {}, async (desk) => {
    await desk.signIn('ana');
    const id = await ring(market.key);
    await desk.go(`/rings/${id}`);
    const picture = desk.page.getByRole('application');
    await picture.focus();
    await desk.page.keyboard.press('.');
    await desk.page.getByRole('complementary', { name: '所指的成员' }).waitFor();
    const said = await picture.getByRole('status').innerText();
    assert.match(said, /钱包|账号|设备|地址|商家/);
    await desk.page.keyboard.press('+');
    await desk.page.keyboard.press('0');
    await desk.accessible('a ring with a member chosen');

    await desk.page.keyboard.press('Escape');
    await desk.page.getByRole('slider', { name: '到何时' }).focus();
    const when = desk.page.locator('.life .when');
    const whole = await when.innerText();
    await desk.page.keyboard.press('ArrowLeft');
    assert.notEqual(await when.innerText(), whole);
    await desk.page.getByRole('button', { name: '看全部时间' }).click();
    assert.equal(await when.innerText(), whole);

    await desk.page.getByRole('button', { name: '看表' }).click();
    assert.ok((await desk.page.getByRole('table', { name: '团伙里的往来' }).getByRole('row').count()) > 2);
    await desk.accessible('a ring as a table');
  });
});

test('what its proof rests on is looked up: an event, the order it speaks of, the leaf that binds it', async () => {
  await atDesk(browser, market, {}, async (desk) => {
    await desk.signIn('ana');
    await desk.go(`/rings/${await ring(market.key)}`);
    await desk.page.getByText(/^依据的 \d+ 个事件$/).first().click();
    const link = desk.page.locator('main details[open] a').first();
    const id = await link.innerText();
    await link.click();
    await desk.page.waitForURL((url) => url.hash === `#/events/${encodeURIComponent(id)}`);
    await desk.settled();
    assert.equal(await desk.heading(), id);
    assert.equal((await market.key.get(`/v1/events/${encodeURIComponent(id)}`)).items.length, 1);
    await desk.page.getByRole('definition').filter({ hasText: '约束着这一段日志' }).or(desk.page.getByText('写满后由一片叶子约束')).first().waitFor();
    await desk.accessible('an event');
    await desk.resize(narrow);
    await desk.fits('an event, narrow');
    await desk.accessible('an event, narrow');
    await desk.resize(wide);
    await desk.page.locator('main dl a').first().click();
    await desk.page.waitForURL(/#\/(orders|accounts|merchants|reviews)\b/);
    await desk.settled();

    await desk.page.getByRole('combobox', { name: '搜索' }).fill(id);
    await desk.page.getByRole('option', { name: `${id} 事件` }).waitFor();
    await desk.page.keyboard.press('ArrowUp');
    await desk.accessible('what the search box offers');
    await desk.page.keyboard.press('Enter');
    await desk.page.waitForURL((url) => url.hash === `#/events/${encodeURIComponent(id)}`);
    await desk.settled();

    desk.provoke(/\/v1\/events\/nobody-sent-it$/); // it is asked for: 404
    await desk.go('/events/nobody-sent-it');
    await desk.page.getByText('查不到这件事').waitFor();
    await desk.accessible('an event that is not there');
  });
});

test('a ring is acted on once although the line breaks, and the batch is taken back', async () => {
  await atDesk(browser, market, { size: narrow }, async (desk) => {
    await desk.signIn('ana');
    const id = await ring(market.key);
    await desk.go(`/rings/${id}/act`);
    await desk.page.getByLabel('对象', { exact: true }).selectOption('accounts');
    await desk.page.getByLabel('动作', { exact: true }).selectOption('freeze_account');
    await desk.page.getByLabel('原因', { exact: false }).fill('同一个资金池');
    await desk.accessible('acting on a ring');
    await desk.fits('acting on a ring');

    let broken = 0;
    desk.provoke(/ERR_FAILED|net::|\/v1\/batches/);
    await desk.page.route('**/v1/batches', async (route) => {
      if (route.request().method() === 'POST' && broken++ === 0) {
        await route.fetch(); // it arrives, but the answer is lost
        await route.abort();
      } else {
        await route.continue();
      }
    });
    await desk.page.getByRole('button', { name: /^冻结账号：/ }).click();
    await desk.page.waitForURL(/#\/batches\/b-\d+$/);
    await desk.settled();
    assert.ok(broken >= 2, 'it was sent again');
    assert.equal((await market.key.get(`/v1/batches?ring=${id}`)).items.length, 1, 'done once');
    await desk.accessible('a batch');
    await desk.fits('a batch');

    await desk.page.getByRole('button', { name: '整批撤回' }).click();
    const dialog = desk.page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('弄错了');
    await dialog.getByRole('button', { name: '撤回' }).click();
    await desk.page.getByText(/撤回了 \d+ 个。/).waitFor();
    await desk.settled();
    assert.equal(await desk.page.getByRole('button', { name: '整批撤回' }).count(), 0);
  });
});

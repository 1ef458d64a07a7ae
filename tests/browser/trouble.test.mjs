// What goes wrong around people who work: the line breaks in the middle of an action, somebody else was first, a session
// ends, a clock is wrong, words are hostile, a list changes while it is paged.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { atDesk, Desk, narrow, openBrowser } from './desk.mjs';
import * as hostile from './hostile.mjs';
import { Market, password, until } from './market.mjs';

let market;
let browser;
let infested;
let holds;

before(async () => {
  [market, browser] = await Promise.all([Market.open(), openBrowser()]);
  await market.openShop();
  infested = await market.infest();
  const { items } = await market.key.get('/v1/actions?kind=hold_settlement&state=applied&limit=1000');
  holds = items.filter((item) => !infested.orders.includes(item.subject)).map((item) => item.id);
});

after(async () => {
  await browser?.close();
  await market?.close();
});

/** When the action was undone and why, by the server's books: once, or never. */
async function undoings(action) {
  const { items } = await market.key.get(`/v1/action-history?action=${action}&limit=200`);
  return items.filter((step) => step.to_state === 'undone');
}

const timesUndone = async (action) => (await undoings(action)).length;

async function openUndo(desk, action, reason) {
  await desk.go(`/actions/${action}`);
  const buttons = desk.page.getByRole('group', { name: new RegExp(action) });
  await buttons.getByRole('button', { name: '撤销' }).click();
  const dialog = desk.page.getByRole('dialog', { name: new RegExp(action) });
  await dialog.getByRole('textbox').fill(reason);
  return { dialog, go: dialog.getByRole('button', { name: '撤销', exact: true }) };
}

test('the line breaks before the answer: it is done once, and the page says so', async () => {
  await atDesk(browser, market, {}, async (desk) => {
    await desk.signIn('ana');
    desk.provoke(/ERR_CONNECTION_RESET/);
    const action = holds.pop();
    const { dialog, go } = await openUndo(desk, action, '称重照片属实');
    let sent = 0;
    await desk.page.route(`**/v1/actions/${action}/undo`, async (route) => {
      if (++sent === 1) {
        await route.fetch(); // it arrives, and its answer doesn't
        return route.abort('connectionreset');
      }
      return route.continue();
    });
    await go.click();
    await dialog.getByText('连接断了').waitFor();
    await dialog.waitFor({ state: 'hidden' });
    await desk.page.getByRole('main').getByText('视同没有发生').first().waitFor();
    assert.ok(sent >= 2);
    assert.equal(await timesUndone(action), 1);
  });
});

test('the line stays away: the page says that it is not known, and asking again does it once', async () => {
  await atDesk(browser, market, {}, async (desk) => {
    await desk.signIn('ana');
    desk.provoke(/ERR_CONNECTION_RESET|ERR_FAILED/);
    const action = holds.pop();
    const { dialog, go } = await openUndo(desk, action, '买家联系上了');
    const path = `**/v1/actions/${action}/undo`;
    await desk.page.route(path, (route) => route.abort('connectionreset'));
    await go.click();
    await dialog.getByRole('alert').getByText('没有收到答复').waitFor();
    assert.equal(await timesUndone(action), 0);
    assert.equal(await dialog.getByRole('textbox').inputValue(), '买家联系上了');
    await desk.accessible('not known');
    await desk.page.unroute(path);
    await dialog.getByRole('button', { name: '再确认一次' }).click();
    await dialog.waitFor({ state: 'hidden' });
    assert.equal(await timesUndone(action), 1);
  });
});

test('two on one case see each other, and who comes second is told', async () => {
  const other = await Desk.open(browser, market);
  try {
    await atDesk(browser, market, {}, async (desk) => {
      desk.provoke(/status of (404|409)/);
      const action = holds.pop();
      await other.signIn('lea');
      await other.go(`/actions/${action}`);
      await desk.signIn('ana');
      const { dialog, go } = await openUndo(desk, action, '误报');
      await desk.page.getByText(/lea.*也在看/).waitFor();
      const first = await openUndo(other, action, '已核实');
      await first.go.click();
      await first.dialog.waitFor({ state: 'hidden' });
      await go.click();
      await dialog.getByRole('alert').getByText('没有执行').waitFor();
      assert.equal(await timesUndone(action), 1);
      await dialog.getByRole('button', { name: '取消' }).click();
      await desk.page.getByRole('group', { name: new RegExp(action) }).waitFor({ state: 'detached' }); // nothing is left to do
    });
    other.sound();
  } finally {
    await other.close();
  }
});

test('a session ends while a reason is typed: nothing is lost', async () => {
  await atDesk(browser, market, {}, async (desk) => {
    await desk.signIn('ana');
    desk.provoke(/status of 401/);
    const action = holds.pop();
    const { dialog, go } = await openUndo(desk, action, '写了很久的原因');
    const elsewhere = await market.people.ana.signIn('ana');
    await elsewhere.must('DELETE', '/v1/me/sessions'); // all of them
    market.people.ana = await market.people.ana.signIn('ana');
    await go.click();
    const again = desk.page.getByRole('dialog', { name: '登录已过期' });
    await again.waitFor();
    await desk.accessible('session over');
    await again.getByLabel(/密码/).fill(password);
    await again.getByRole('button', { name: '登录' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const undone = await undoings(action);
    assert.deepEqual(undone.map((step) => step.reason), ['写了很久的原因']);
  });
});

test('a session ends while a rule is typed: nothing is lost', async () => {
  await atDesk(browser, market, {}, async (desk) => {
    await desk.signIn('lea');
    desk.provoke(/status of 4(01|22)/);
    await desk.go('/policies/edit');
    await desk.page.getByRole('textbox', { name: '策略文本' }).click();
    await desk.page.keyboard.press('Control+End');
    await desk.page.keyboard.insertText('\n[[rule]]\nname = "写了一半');
    const elsewhere = await market.people.lea.signIn('lea');
    await elsewhere.must('DELETE', '/v1/me/sessions');
    market.people.lea = await market.people.lea.signIn('lea');
    await desk.page.keyboard.insertText('的规则"\non = "order"\nwhen = "order.probability >= 99 %"\noutcome = "review"\n');
    const again = desk.page.getByRole('dialog', { name: '登录已过期' });
    await again.getByLabel(/密码/).fill(password);
    await again.getByRole('button', { name: '登录' }).click();
    await again.waitFor({ state: 'hidden' });
    await desk.page.getByText('规则「写了一半的规则」：新增').waitFor();
    await desk.page.getByText('没有问题', { exact: true }).waitFor();
  });
});

for (const [hours, said] of [[3, /快 (3\s小时|2\s小时 59\s分)/], [-3, /慢 (3\s小时|2\s小时 59\s分)/]]) {
  test(`a clock that is ${hours} hours off is told`, async () => {
    await atDesk(browser, market, {}, async (desk) => {
      await desk.page.clock.install({ time: Date.now() + hours * 3_600_000 });
      await desk.page.clock.resume();
      await desk.signIn('ana');
      await desk.page.getByText(said).waitFor();
      await desk.go(`/actions/${holds.at(-1)}`);
      await desk.accessible('wrong clock');
    });
  });
}

test('hostile words are only ever words', async () => {
  await atDesk(browser, market, {}, async (desk) => {
    await desk.signIn('lea');
    const [order] = infested.orders;
    const paths = [...(await desk.offered()), `/actions/${infested.action}`, ...infested.orders.map((id) => `/orders/${encodeURIComponent(id)}`)];
    for (const path of paths) {
      await desk.go(path);
      const broken = await desk.page.evaluate(() => ({
        owned: document.title.includes('owned'),
        elements: document.querySelectorAll('main img[src=x], main script, [onerror], a[href^="javascript:"]').length,
      }));
      assert.deepEqual(broken, { owned: false, elements: 0 }, path);
      await desk.fits(path);
      await desk.resize(narrow);
      await desk.fits(`${path}, narrow`);
      await desk.resize({ width: 1440, height: 900 });
    }
    await desk.go(`/actions/${infested.action}`);
    await desk.page.getByText(hostile.script, { exact: false }).first().waitFor();
    assert.ok(order);
  });
});

test('a list that changes while it is paged repeats nothing and loses nothing', async () => {
  await atDesk(browser, market, {}, async (desk) => {
    await desk.signIn('ana');
    await desk.go('/actions?tab=applied');
    const rows = () => desk.page.locator('main tbody tr').evaluateAll((all) => all.map((row) => row.innerText.match(/act-\d+/)?.[0]));
    const first = await rows();
    assert.ok(first.length > 10);
    const free = infested.orders[1];
    await desk.page.getByRole('button', { name: '再看一些' }).click();
    await until('more', async () => (await rows()).length > first.length);
    const before = await rows();
    await market.people.ana.must('POST', '/v1/actions', { action: 'open_case', kind: 'order', id: free, reason: 'one more' });
    await desk.page.getByText('有新的变化').waitFor();
    assert.deepEqual(await rows(), before, 'nothing moved');
    await desk.page.getByRole('button', { name: '再看一些' }).click();
    await until('more', async () => (await rows()).length > before.length);
    const all = await rows();
    assert.deepEqual(all.slice(0, before.length), before);
    assert.equal(new Set(all).size, all.length, 'nothing twice');
  });
});

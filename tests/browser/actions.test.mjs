// Actions and what becomes of them: the lists, one action's life, an order whose answer gets lost, an appeal with hostile
// text, alerts and the brake, the reconciliation.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { atDesk, narrow, openBrowser, wide } from './desk.mjs';
import { Market } from './market.mjs';

const hostile = '<img src=x onerror="document.title=1"> \u202egnp.tnemyap ' + '发货单'.repeat(40);

let market;
let browser;
let hold; // an action
let appeal; // its name

before(async () => {
  [market, browser] = await Promise.all([Market.open(), openBrowser()]);
  await market.openShop();
  const { items } = await market.key.get(`/v1/actions?kind=hold_settlement&state=applied&merchant=${market.merchant}`);
  hold = items[0];
  appeal = (await market.people.shop.must('POST', '/v1/own/appeals', { action: hold.id, text: hostile })).appeal;
});

after(async () => {
  await browser?.close();
  await market?.close();
});

test('an action is found, read and captured in part, once, though the answer was lost', async () => {
  const { items } = await market.key.get('/v1/actions?kind=hold_settlement&state=applied&order=amount');
  const largest = items.find((item) => item.id !== hold.id);
  await atDesk(browser, market, {}, async (desk) => {
    desk.provoke(/ERR_FAILED|ERR_CONNECTION/);
    await desk.signIn('ana');
    await desk.go('/actions?tab=applied&kind=hold_settlement&order=amount');
    await desk.page.getByRole('link', { name: largest.id }).click();
    await desk.page.getByText('平台已执行').waitFor();
    await desk.page.getByRole('button', { name: '扣款' }).click();
    const dialog = desk.page.getByRole('dialog');
    await dialog.getByRole('spinbutton').fill('0.01');
    await dialog.getByText('其余继续暂缓').click();
    await dialog.getByText('¥0.01 不再结给').waitFor();
    await dialog.getByRole('textbox').fill('凭证齐全');
    let lost = 0;
    await desk.page.route('**/capture', async (route) => {
      const answer = await route.fetch();
      return lost++ === 0 ? route.abort() : route.fulfill({ response: answer });
    });
    await dialog.getByRole('button', { name: '扣款' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await desk.page.getByText('扣下 ¥0.01，其余继续暂缓').waitFor();
    assert.equal(lost, 2);
    assert.equal((await market.key.get(`/v1/actions/${largest.id}`)).captured, 1);
  });
});

test('an appeal is read as text, granted, and the hold ends', async () => {
  await atDesk(browser, market, {}, async (desk) => {
    await desk.signIn('lea');
    await desk.go('/appeals');
    await desk.page.getByRole('row', { name: new RegExp(appeal) }).click();
    await desk.page.getByText('<img src=x').waitFor();
    await desk.fits('an appeal');
    await desk.accessible('an appeal');
    await desk.picture('appeal');
    await desk.page.getByRole('button', { name: '同意' }).click();
    const dialog = desk.page.getByRole('dialog');
    await dialog.getByText('当场放行').waitFor();
    await dialog.getByRole('textbox').fill('称重照片属实');
    await dialog.getByRole('button', { name: '同意' }).click();
    await desk.page.getByText('同意了').waitFor();
    assert.notEqual(await desk.page.title(), '1');
  });
  const { ended } = await market.key.get(`/v1/actions/${hold.id}`);
  assert.equal(ended, 'released');
});

test('who may only read is offered nothing to do', async () => {
  await atDesk(browser, market, {}, async (desk) => {
    await desk.signIn('aud');
    await desk.go(`/actions/${hold.id}`);
    await desk.page.getByRole('heading', { name: '经过' }).waitFor();
    assert.equal(await desk.page.getByRole('button', { name: /放行|撤销|延长/ }).count(), 0);
  });
});

const pages = () => [
  ['actions', '/actions?tab=applied'],
  ['action', `/actions/${hold.id}`],
  ['alerts', '/alerts'],
  ['appeals', '/appeals'],
  ['reconciliation', '/reconciliation'],
];

for (const size of [wide, narrow]) {
  for (const [locale, theme] of [['zh', 'light'], ['en', 'dark']]) {
    test(`all can be used by all, ${size.width} px, ${locale}, ${theme}`, async () => {
      await atDesk(browser, market, { size, theme, locale }, async (desk) => {
        await desk.signIn('lea');
        for (const [name, path] of pages()) {
          await desk.go(path);
          await desk.accessible(name);
          await desk.fits(name);
          await desk.picture(`${name}-${size.width}-${locale}-${theme}`);
        }
      });
    });
  }
}

// A policy's life: written with completion and checks as one types, never lost, tried on the past, proposed, refused to who
// proposed it, approved by a second person.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { atDesk, narrow, openBrowser, wide } from './desk.mjs';
import { Market } from './market.mjs';

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

const wrong = /422 \(Unprocessable/; // what a check answers while something is wrong

/** The editor, with the cursor at the end of its text. */
async function editor(desk) {
  await desk.go('/policies/edit');
  const content = desk.page.getByRole('textbox', { name: desk.t('策略文本', "The policy's text") });
  await content.click();
  await desk.page.keyboard.press('Control+End');
  return content;
}

const draft = (desk) =>
  desk.page.evaluate(() => JSON.parse(localStorage.getItem('shouxin.policy-draft.ana') ?? '{"text":""}').text);

test('a rule is completed, mended, told in words, kept over a reload, tried, proposed, and approved by somebody else', async () => {
  await atDesk(browser, market, { size: wide }, async (desk) => {
    const { page } = desk;
    desk.provoke(wrong);
    await desk.signIn('ana');
    await editor(desk);
    await page.keyboard.insertText('\n[[rule]]\nname = "观察大单"\non = "order"\noutcome = "review"\nmode = "shadow"\n');
    await page.keyboard.type('when = "order.amuont > ¥1 and order.rin');
    await page.getByRole('option', { name: /order\.ring/ }).waitFor();
    await page.waitForTimeout(200); // Enter is a new line until the list has stood there for a moment
    await page.keyboard.press('Enter');
    const told = page.getByRole('region', { name: '要改的地方' });
    await told.getByText('没有“order.amuont”这个字段').waitFor();
    await page.getByText(/处要改/).waitFor();
    assert.equal(await page.getByRole('button', { name: '提出', exact: true }).isDisabled(), true);

    // The underlined word offers the one that was meant.
    await told.getByRole('button').first().click();
    await page.keyboard.press('F8');
    await page.getByRole('button', { name: '改成 order.amount' }).click();
    await page.getByText('没有问题', { exact: true }).waitFor();
    await page.getByRole('region', { name: '光标所在的规则' }).getByText(/规则「观察大单」（影子/).waitFor();
    await page.getByText('规则「观察大单」：新增').waitFor();
    await desk.accessible('editor');
    await desk.picture('policy-editor');

    // Nothing is lost: not by a reload, and another tab is told.
    assert.match(await draft(desk), /order\.amount > ¥1 and order\.ring"/);
    await page.reload();
    await desk.settled();
    await page.getByText('规则「观察大单」：新增').waitFor();
    const other = await desk.context.newPage();
    await other.goto(market.url + '/#/policies/edit');
    await page.getByText('这份草稿在另一个标签页里也开着。').waitFor();
    await other.close();

    await page.getByRole('button', { name: '先在过去试' }).click();
    await page.getByRole('region', { name: '一眼看完' }).waitFor();
    await desk.settled();
    await desk.accessible('backtest');
    await desk.picture('backtest', { fullPage: true });
    await page.getByRole('button', { name: '回到草稿' }).click();
    await page.getByText('没有问题', { exact: true }).waitFor();
    await page.getByRole('button', { name: '提出', exact: true }).click();
    await page.getByLabel(/原因/).fill('先只看，不动');
    await page.getByRole('dialog').getByRole('button', { name: '提出' }).click();
    await page.getByText('这一版是你提出的，要由另一个人批准').waitFor();
    assert.equal(await draft(desk), '');
    assert.equal(await page.getByRole('button', { name: '批准', exact: true }).count(), 0);
  });
  await atDesk(browser, market, { size: wide }, async (desk) => {
    const { page } = desk;
    await desk.signIn('lea');
    await desk.go('/policies');
    await page.getByText('等你决定').waitFor();
    await page.getByRole('region', { name: '等待批准' }).getByRole('link').first().click();
    await page.getByText('规则「观察大单」：新增').waitFor();
    await page.getByRole('button', { name: '批准', exact: true }).click();
    await page.getByLabel(/原因/).fill('读过了');
    await page.getByRole('button', { name: '批准并生效' }).click();
    await page.getByText('生效中', { exact: true }).first().waitFor();
    await page.getByText('读过了').waitFor();
    await page.getByRole('heading', { name: '影子规则：本来会怎样' }).waitFor();
    await desk.accessible('policy');
  });
});

test('the editor can be used at 390 px and left by keyboard alone', async () => {
  await atDesk(browser, market, { size: narrow, locale: 'en', theme: 'dark' }, async (desk) => {
    await desk.signIn('ana');
    await editor(desk);
    await desk.fits('editor, 390 px');
    await desk.accessible('editor, 390 px, dark, en');
    await desk.picture('policy-editor-narrow', { fullPage: true });
    await desk.page.keyboard.press('Escape');
    await desk.page.keyboard.press('Tab');
    const inside = await desk.page.evaluate(() => document.activeElement?.classList.contains('cm-editor'));
    assert.equal(inside, false, 'Esc, then Tab leaves it');
  });
});

// An analyst's morning: find the ring, read why, hold, see the merchant's side, undo, write a rule, try it on the past, have
// it approved by a second person, verify what the ledger says. At a desk and at a phone, in both languages, once by keys alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { atDesk, Desk, narrow, openBrowser, wide } from './desk.mjs';
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

const hand = {
  press: (desk, target) => target.click(),
  write: (desk, target, text) => target.fill(text),
  visit: (desk, path) => desk.go(path),
};

/** By Tab as it stands on the page, or backwards where that is nearer. */
async function reach(desk, target) {
  await target.waitFor();
  const isThere = () => target.evaluate((one) => one.getRootNode().activeElement === one); // the editor has a root of its own
  const ahead = await target.evaluate((one) => {
    const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, [tabindex="0"]')];
    const before = (end) => stops.filter((stop) => stop.compareDocumentPosition(end) & Node.DOCUMENT_POSITION_FOLLOWING).length;
    const steps = before(one.getRootNode().host ?? one) - before(document.activeElement);
    return (steps + stops.length) % stops.length <= stops.length / 2;
  });
  for (let tabs = 0; !(await isThere()); ++tabs) {
    assert.ok(tabs < 300, `it can be reached by Tab; not from ${await desk.page.evaluate(() => document.activeElement.outerHTML.slice(0, 200))}`);
    await desk.page.keyboard.press(ahead ? 'Tab' : 'Shift+Tab');
  }
}

/** Nothing is clicked. */
const keys = {
  async press(desk, target) {
    await reach(desk, target);
    await desk.page.keyboard.press('Enter');
  },
  async write(desk, target, text) {
    await reach(desk, target);
    await desk.page.keyboard.press('Control+A');
    await desk.page.keyboard.insertText(text);
  },
  async visit(desk, path) {
    const link = desk.page.getByRole('navigation').locator(`a[href="#${path}"]`);
    await keys.press(desk, link);
    await desk.page.waitForURL((url) => url.hash === `#${path}`);
    await desk.settled();
  },
};

/** Of whose orders some aren't held yet, at any probability: what a batch can still hold. */
async function ringToHold() {
  const { items } = await market.key.get('/v1/rings');
  for (const { number: ring } of items) {
    const order = { ring, which: 'orders', action: 'hold_settlement', probability_min_ppm: 0 };
    const preview = await market.people.ana.must('POST', '/v1/batches/preview', order);
    if (preview.sums.taken > 0) {
      return ring;
    }
  }
  throw new Error('every order of every ring is held');
}

async function holdRing(desk, by, ring) {
  const { page } = desk;
  await by.visit(desk, '/rings');
  await by.press(desk, page.locator('main').getByRole('link', { name: ring, exact: true }).first());
  await page.getByRole('heading', { level: 1, name: ring }).waitFor();
  await page.getByRole('heading', { name: desk.t('谁付钱给谁，谁和谁共用', 'Who pays whom, who shares what') }).waitFor();
  await by.press(desk, page.getByRole('link', { name: desk.t('处置这个团伙', 'Act on this ring') }));
  await desk.settled();
  const least = page.getByRole('slider', { name: desk.t('概率至少', 'Probability at least') });
  await reach(desk, least);
  await page.keyboard.press('Home');
  await desk.settled();
  const why = page.getByRole('textbox', { name: desk.t('原因', 'Reason') });
  await by.write(desk, why, desk.t('同一批设备来回付款', 'The same devices pay each other'));
  await by.press(desk, page.getByRole('button', { name: new RegExp(desk.t('暂缓结算：\\d', 'Hold.*: \\d')) }));
  await page.waitForURL(/#\/batches\//);
  await desk.settled();
  return desk.heading();
}

async function readAsMerchant(desk, batch) {
  const { items } = await market.key.get(`/v1/actions?decision=${batch}&limit=1`);
  const [action] = items;
  const shop = `shop-${++shops}`;
  await market.person(shop, 'merchant', { merchant: action.merchant });
  const side = await Desk.open(browser, market, { size: narrow, locale: desk.locale });
  await side.signIn(shop);
  await side.settled();
  await side.fits('the merchant\'s side');
  const shown = side.page.locator('.actions summary').filter({ hasText: action.subject });
  await shown.filter({ hasText: side.t('生效', 'force') }).first().waitFor();
  return { side, shown };
}

let shops = 0;

async function undoBatch(desk, by) {
  const { page } = desk;
  await by.press(desk, page.getByRole('button', { name: desk.t('整批撤回', 'Take the whole batch back') }));
  const dialog = page.getByRole('dialog');
  await by.write(desk, dialog.getByRole('textbox'), desk.t('先核实', 'To be looked at first'));
  await by.press(desk, dialog.getByRole('button', { name: desk.t('撤回', 'Take back'), exact: true }));
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('status').filter({ hasText: desk.t('撤回了', 'were taken back') }).first().waitFor();
}

async function writeRule(desk, by, name) {
  const { page } = desk;
  await by.visit(desk, '/policies');
  await by.press(desk, page.getByRole('main').getByRole('button', { name: desk.t('写一版', 'Write one') }));
  await reach(desk, page.getByRole('textbox', { name: desk.t('策略文本', "The policy's text") }));
  await page.keyboard.press('Control+End');
  await page.keyboard.insertText(`\n[[rule]]\nname = "${name}"\non = "order"\nwhen = "order.probability >= 99 %"\noutcome = "review"\nmode = "shadow"\n`);
  await page.getByText(desk.t('没有问题', 'Nothing is wrong'), { exact: true }).waitFor();
  await page.keyboard.press('Escape'); // so that Tab leaves the editor
  await by.press(desk, page.getByRole('button', { name: desk.t('先在过去试', 'Try it on the past') }));
  await page.getByRole('heading', { name: desk.t('一眼看完', 'At a glance') }).waitFor();
  await by.press(desk, page.getByRole('button', { name: desk.t('回到草稿', 'Back to the draft') }));
  await page.getByText(desk.t('没有问题', 'Nothing is wrong'), { exact: true }).waitFor();
  await by.press(desk, page.getByRole('button', { name: desk.t('提出', 'Propose'), exact: true }));
  const dialog = page.getByRole('dialog');
  await by.write(desk, dialog.getByRole('textbox'), desk.t('先只看', 'Only look, at first'));
  await by.press(desk, dialog.getByRole('button', { name: desk.t('提出', 'Propose'), exact: true }));
  await page.waitForURL(/#\/policies\/\d+/);
  await page.getByText(desk.t('要由另一个人批准', 'somebody else must approve it')).waitFor();
  return /policies\/(\d+)/.exec(page.url())[1];
}

async function approve(desk, version) {
  const lead = await Desk.open(browser, market, { locale: desk.locale });
  try {
    await lead.signIn('lea');
    await lead.go(`/policies/${version}`);
    await lead.page.getByRole('button', { name: lead.t('批准', 'Approve'), exact: true }).click();
    const dialog = lead.page.getByRole('dialog');
    await dialog.getByRole('textbox').fill(lead.t('同意', 'Agreed'));
    await dialog.getByRole('button', { name: lead.t('批准并生效', 'Approve: in force at once') }).click();
    await dialog.waitFor({ state: 'hidden' });
    lead.sound();
  } finally {
    await lead.close();
  }
  const { state } = await market.key.get(`/v1/policies/${version}`);
  assert.equal(state, 'in-force');
}

async function verifyLeaf(desk, by) {
  const { page } = desk;
  const { public_key, key } = await market.key.get('/v1/ledger');
  await by.visit(desk, '/ledger');
  await by.press(desk, page.locator('main tbody a').first());
  await desk.settled();
  const matches = page.getByRole('status').filter({ hasText: desk.t('内部全部对得上', 'All of it matches') });
  const notYet = page.getByRole('alert'); // a leaf is proven once a checkpoint is signed over it
  desk.provoke(/status of 503/);
  await until('a proof', async () => {
    await by.press(desk, page.getByRole('button', { name: desk.t('取证明并验证', 'Fetch the proof and verify it') }));
    await matches.or(notYet).first().waitFor();
    return matches.isVisible();
  });
  await by.write(desk, page.getByLabel(desk.t('你记下的账本公钥', "The ledger's key, as you noted it")), key ?? public_key);
  await page.getByRole('status').filter({ hasText: desk.t('通过：', 'Verified:') }).first().waitFor();
}

for (const [size, locale, by] of [[wide, 'zh', hand], [narrow, 'en', hand], [wide, 'en', keys], [narrow, 'zh', hand]]) {
  const how = by === keys ? ', by keys alone' : '';
  test(`a morning at ${size.width} px, ${locale}${how}`, async () => {
    await atDesk(browser, market, { size, locale }, async (desk) => {
      desk.provoke(/status of 422/); // what a check answers while a rule isn't whole
      await desk.signIn('ana');
      const batch = await holdRing(desk, by, await ringToHold());
      const { side, shown } = await readAsMerchant(desk, batch);
      try {
        await undoBatch(desk, by);
        await shown.first().waitFor({ state: 'detached' }); // only what is in force is listed
        side.sound();
      } finally {
        await side.close();
      }
      const version = await writeRule(desk, by, `观察 ${size.width} ${locale}${how}`);
      await approve(desk, version);
      await verifyLeaf(desk, by);
      await desk.accessible('the verified leaf');
    });
  });
}

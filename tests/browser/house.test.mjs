// People and keys, one's own account, the changes, and quarantine.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { atDesk, narrow, openBrowser, wide } from './desk.mjs';
import { Caller, Market, password } from './market.mjs';

const broken = [
  ...Array.from({ length: 3 }, (_, i) => `{"type":"order.paid","id":"q${i}","at":"2028-09-20T10:00:00+08:00","order":"o","payer":"p","amount":"1"}`),
  '{"type":"<img src=x onerror=alert(1)>","id":1}',
];
let market;
let browser;

before(async () => {
  [market, browser] = await Promise.all([Market.open(), openBrowser()]);
  await market.key.must('POST', '/v1/events', broken.join('\n') + '\n', 'application/x-ndjson');
});

after(async () => {
  await browser?.close();
  await market?.close();
});

test('an administrator adds somebody, who chooses a password and is in', async () => {
  let first;
  await atDesk(browser, market, {}, async (desk) => {
    await desk.signIn('admin');
    await desk.page.getByRole('heading', { name: '人员' }).waitFor();
    await desk.accessible('people');
    await desk.page.getByRole('button', { name: '加一个人' }).click();
    await desk.page.getByRole('textbox', { name: /^账号/ }).fill('Lin');
    assert.ok(await desk.page.getByRole('button', { name: '建账号' }).isDisabled(), 'names are of small letters');
    await desk.page.getByRole('textbox', { name: /^账号/ }).fill('lin');
    await desk.page.getByRole('radio', { name: /主管/ }).check({ force: true });
    await desk.accessible('adding somebody');
    await desk.page.getByRole('button', { name: '建账号' }).click();
    const told = desk.page.getByRole('group', { name: '密码' });
    await told.waitFor();
    first = await told.innerText();
    await desk.accessible('a password that is shown once');
    await desk.page.keyboard.press('Escape');
    assert.ok(await told.isVisible(), 'it stays until one says that it is kept');
    await desk.page.getByRole('button', { name: '我存好了' }).click();
    const row = desk.page.getByRole('row', { name: /^lin/ });
    assert.match(await row.innerText(), /主管/);
    assert.match(await row.innerText(), /还没换初始密码/);
  });
  await atDesk(browser, market, { size: narrow }, async (desk) => {
    desk.provoke(/\/v1\/me(\/password)?$/);
    await desk.page.goto(market.url);
    await desk.page.getByLabel('账号', { exact: true }).fill('lin');
    await desk.page.getByLabel('密码', { exact: true }).fill(first);
    await desk.page.getByRole('button', { name: '登录' }).click();
    await desk.page.getByLabel('现在的密码').fill('wrong');
    await desk.page.getByLabel('新密码').fill(password);
    await desk.page.getByLabel('再输一遍').fill(password);
    await desk.page.getByRole('button', { name: '换密码' }).click();
    await desk.page.getByText('现在的密码不对').waitFor();
    await desk.accessible('the first password');
    await desk.fits('the first password');
    await desk.page.getByLabel('现在的密码').fill(first);
    await desk.page.getByRole('button', { name: '换密码' }).click();
    await desk.page.getByRole('button', { name: '账号 lin' }).waitFor();
  });
});

test('somebody who typed wrong too often is unlocked, and who is disabled is out', async () => {
  await market.person('zhou', 'analyst');
  for (let i = 0; i < 6; ++i) {
    await new Caller(market.url).ask('POST', '/v1/login', { name: 'zhou', password: 'wrong' });
  }
  await atDesk(browser, market, {}, async (desk) => {
    await desk.signIn('admin');
    const row = desk.page.getByRole('row', { name: /^zhou/ });
    await row.getByText(/已锁定|输错/).waitFor();
    await row.getByRole('button', { name: '管理 zhou' }).click();
    await desk.page.getByText(/解锁：|忘掉输错/).click();
    await desk.accessible('managing somebody');
    await desk.page.getByRole('button', { name: '保存' }).click();
    await row.getByText(/已锁定|输错/).waitFor({ state: 'detached' });
    const zhou = await new Caller(market.url).signIn('zhou');
    await row.getByRole('button', { name: '管理 zhou' }).click();
    await desk.page.getByText(/可以登录/).click();
    await desk.page.getByRole('button', { name: '保存' }).click();
    await row.getByText('已停用').waitFor();
    assert.equal((await zhou.ask('GET', '/v1/me')).status, 401);
  });
});

test('a key is made for a purpose, shown once, works, and is revoked', async () => {
  await atDesk(browser, market, {}, async (desk) => {
    await desk.signIn('admin');
    await desk.go('/keys');
    await desk.accessible('keys');
    await desk.page.getByRole('button', { name: '发一个密钥' }).click();
    await desk.page.getByLabel('用途（哪个系统在用）').fill('仪表盘');
    await desk.page.getByRole('button', { name: '监控' }).click();
    await desk.accessible('making a key');
    await desk.page.getByRole('button', { name: '生成' }).click();
    const told = desk.page.getByRole('group', { name: '密钥' });
    await told.waitFor();
    const key = new Caller(market.url, { authorization: `Bearer ${await told.innerText()}` });
    await desk.page.getByRole('button', { name: '我存好了' }).click();
    assert.equal((await key.ask('GET', '/metrics')).status, 200);
    assert.equal((await key.ask('GET', '/v1/status')).status, 403);
    await desk.page.getByRole('button', { name: '吊销 仪表盘' }).click();
    await desk.page.getByRole('dialog').getByRole('button', { name: '吊销' }).click();
    await desk.page.getByRole('row', { name: /^仪表盘/ }).getByText('已吊销').waitFor();
    assert.equal((await key.ask('GET', '/metrics')).status, 401);
  });
});

test('an auditor reads who changed what, and changes nothing', async () => {
  await atDesk(browser, market, { locale: 'en' }, async (desk) => {
    await desk.signIn('aud');
    await desk.go('/people');
    assert.equal(await desk.page.getByRole('button', { name: /Manage|Add/ }).count(), 0);
    await desk.go('/audit');
    await desk.page.getByRole('row', { name: /Added a person ana Analyst/ }).waitFor();
    await desk.accessible('changes');
    await desk.go('/audit?subject=ana');
    assert.equal(await desk.page.locator('tbody tr').count(), 2); // made, and its password changed
  });
});

test('one broken sender is one problem, with what to do about it', async () => {
  await atDesk(browser, market, { size: wide }, async (desk) => {
    await desk.signIn('aud');
    await desk.go('/quarantine');
    await desk.accessible('quarantine');
    const row = desk.page.getByRole('row', { name: /字段 amount 必须是整数/ });
    assert.match(await row.innerText(), /tests/); // the key's label
    assert.match(await row.innerText(), /\b3\b/);
    await row.focus();
    await desk.page.keyboard.press('Enter');
    await desk.page.getByRole('heading', { name: '字段 amount 必须是整数' }).waitFor();
    await desk.settled();
    assert.equal(await desk.page.locator('.lines > li').count(), 3);
    assert.match(await desk.page.getByRole('group', { name: '命令' }).innerText(), /\/v1\/events$/);
    await desk.accessible('quarantined lines');
    await desk.page.goBack();
    await desk.page.getByRole('link', { name: /缺失|必须是字符串/ }).first().click();
    await desk.page.getByText('<img src=x onerror=alert(1)>').first().waitFor();
    await desk.resize(narrow);
    await desk.fits('quarantined lines');
    await desk.go('/quarantine');
    await desk.fits('quarantine');
    await desk.accessible('quarantine, 390 px');
  });
});

test('one’s own account: what one may do, how one sees it, another password, out everywhere', async () => {
  await market.person('mei', 'analyst');
  await atDesk(browser, market, { size: narrow }, async (desk) => {
    await desk.signIn('mei');
    await desk.go('/me');
    await desk.accessible('my account');
    await desk.fits('my account');
    await desk.page.getByLabel('外观').getByText('深色').click();
    assert.ok(await desk.page.locator('html.dark').count());
    await desk.accessible('my account, dark');
    const other = await new Caller(market.url).signIn('mei');
    await desk.page.getByLabel('现在的密码').fill(password);
    await desk.page.getByLabel('新密码').fill('another-horse-1987');
    await desk.page.getByLabel('再输一遍').fill('another-horse-1987');
    await desk.page.getByRole('button', { name: '换密码' }).click();
    await desk.page.getByText('其他设备上的登录都已结束').waitFor();
    assert.equal((await other.ask('GET', '/v1/me')).status, 401);
    desk.provoke(/\/v1\/(logout|me|stream)/);
    await desk.page.getByRole('button', { name: '全部退出' }).click();
    await desk.page.getByRole('dialog').getByRole('button', { name: '全部退出' }).click();
    await desk.page.getByLabel('账号', { exact: true }).waitFor();
  });
});

import { expect, type Page, test } from '@playwright/test';
import { chestXray } from './support/films.ts';
import { chooseTree, decoded, goTo, trainQuick } from './support/page.ts';

const FILMS = chestXray({ train: { NORMAL: 12, PNEUMONIA: 12 }, test: { NORMAL: 2, PNEUMONIA: 2 } });

/** The films serve for a run all the same. */
async function trains(page: Page): Promise<void> {
  await trainQuick(page, 1, 'wasm');
  await goTo(page, 'Data');
}

/** Nothing is offered on the next visit. */
async function keepsNothing(page: Page): Promise<void> {
  await page.reload();
  await expect(page.getByRole('button', { name: 'Try with synthetic films' })).toBeVisible();
  await expect(page.getByTestId('kept-set')).toHaveCount(0);
}

test('a disk without room: the page goes on without keeping the films, and says so', async ({ page, baseURL }) => {
  await page.goto('/');
  const client = await page.context().newCDPSession(page);
  const origin = new URL(baseURL as string).origin;
  await client.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 40_000 });
  await chooseTree(page, FILMS);
  await decoded(page);
  await expect(page.getByText('This browser has no room left to keep the decoded films')).toBeVisible();
  await trains(page);
  await keepsNothing(page);
});

test('a browser that denies storage: the same', async ({ page }) => {
  await page.route(/\/assets\/data\.worker-.*\.js/, async (route) => {
    const response = await route.fetch();
    const deny = `
      navigator.storage.getDirectory = () => Promise.reject(new DOMException('denied', 'SecurityError'));
      indexedDB.open = () => { throw new DOMException('denied', 'SecurityError'); };`;
    await route.fulfill({ response, body: `${deny}\n${await response.text()}` });
  });
  await page.goto('/');
  await chooseTree(page, FILMS);
  await decoded(page);
  await expect(page.getByText('This browser does not keep the decoded films')).toBeVisible();
  await keepsNothing(page);
  // The last page may still be loading its workers.
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { chestXray, film, stage, type Tree, zip } from './support/films.ts';
import { chooseFolder, chooseTree, chooseZip, decoded, dropPaths, goTo, trainQuick } from './support/page.ts';
import { hugePng } from './support/png.ts';

const SMALL = {
  train: { NORMAL: 5, PNEUMONIA: 7 },
  val: { NORMAL: 2, PNEUMONIA: 2 },
  test: { NORMAL: 3, PNEUMONIA: 4 },
};

/** Cells of the table of counts, by row. */
async function counts(page: import('@playwright/test').Page): Promise<string[]> {
  const rows = page.getByRole('table', { name: 'Films per split and class' }).locator('tbody tr');
  return (await rows.allInnerTexts()).map((row) => row.replace(/\s+/g, ' ').trim());
}

test.beforeEach(async ({ page }) => {
  await page.goto('/');
});

test('a chosen folder is counted, decoded and shown', async ({ page }) => {
  await chooseTree(page, chestXray(SMALL));
  await decoded(page);
  expect(await counts(page)).toEqual(['Train 5 7 12', 'Validation 2 2 4', 'Test 3 4 7', 'All 10 13 23']);
  await expect(page.getByTestId('first-film')).toHaveCount(16);
});

test('a dropped folder is walked to its last file', async ({ page }) => {
  const tree = chestXray({ train: { NORMAL: 120, PNEUMONIA: 120 }, test: { NORMAL: 2, PNEUMONIA: 2 } });
  await dropPaths(page, [join(stage(tree), 'chest_xray')]);
  await decoded(page);
  expect(await counts(page)).toEqual(['Train 120 120 240', 'Validation 0 0 0', 'Test 2 2 4', 'All 122 122 244']);
});

test('the folder of the browser’s own picker is listed by a worker, and one not chosen changes nothing', async ({
  page,
}) => {
  const refuse = () => {
    const refused = () => Promise.reject(new DOMException('The user aborted a request.', 'AbortError'));
    Object.assign(window, { showDirectoryPicker: refused });
  };
  await page.evaluate(refuse);
  await page.getByRole('button', { name: 'Choose folder' }).click();
  await expect(page.getByRole('button', { name: 'Try with synthetic films' })).toBeVisible();
  // No test can use the picker itself: the origin's private folder stands for the one that a person would choose.
  const files = Object.entries(chestXray(SMALL)).map(([path, bytes]) => [path, [...bytes]] as const);
  await page.evaluate(async (films) => {
    let root = await navigator.storage.getDirectory();
    root = await root.getDirectoryHandle('picked', { create: true });
    for (const [path, bytes] of films) {
      const steps = path.split('/');
      let folder = root;
      for (const step of steps.slice(0, -1)) folder = await folder.getDirectoryHandle(step, { create: true });
      const file = await folder.getFileHandle(steps.at(-1) ?? '', { create: true });
      const stream = await file.createWritable();
      await stream.write(Uint8Array.from(bytes));
      await stream.close();
    }
    Object.assign(window, { showDirectoryPicker: () => Promise.resolve(root) });
  }, files);
  await page.getByRole('button', { name: 'Choose folder' }).click();
  await decoded(page);
  expect(await counts(page)).toEqual(['Train 5 7 12', 'Validation 2 2 4', 'Test 3 4 7', 'All 10 13 23']);
});

test('a zip is read by slices', async ({ page }) => {
  await chooseZip(page, 'films.zip', zip(chestXray(SMALL)));
  await decoded(page);
  expect(await counts(page)).toContain('Train 5 7 12');
});

test('the untidy Kaggle archive counts each film once', async ({ page }) => {
  const tree = chestXray(SMALL);
  const untidy: Tree = { ...tree };
  for (const [path, bytes] of Object.entries(tree)) {
    untidy[`chest_xray/${path}`] = bytes;
    untidy[`__MACOSX/${path.replace(/([^/]+)$/, '._$1')}`] = Buffer.from('twin');
  }
  untidy['chest_xray/.DS_Store'] = Buffer.from('x');
  untidy['chest_xray/train/Thumbs.db'] = Buffer.from('x');
  await chooseZip(page, 'archive.zip', zip(untidy));
  await decoded(page);
  expect(await counts(page)).toContain('All 10 13 23');
  await expect(page.getByTestId('ignored')).toHaveAttribute('data-value', '48');
});

test('bad films are listed with the reason and the others go on', async ({ page }) => {
  const tree = chestXray(SMALL);
  const good = film(0, 99);
  tree['chest_xray/train/NORMAL/empty.jpeg'] = Buffer.alloc(0);
  tree['chest_xray/train/NORMAL/cut.png'] = good.subarray(0, good.length / 2);
  tree['chest_xray/train/NORMAL/text.jpeg'] = Buffer.from('not a picture at all');
  tree['chest_xray/train/NORMAL/bomb.png'] = hugePng(20_000, 20_000);
  tree['chest_xray/train/NORMAL/лёгкие und Lunge ü.png'] = good;
  await chooseTree(page, tree);
  await decoded(page);
  await expect(page.getByTestId('decoded-films')).toHaveAttribute('data-value', '24');
  const failed = page.getByTestId('failed-film');
  await expect(failed).toHaveCount(3);
  for (const name of ['cut.png', 'text.jpeg', 'bomb.png']) {
    await expect(failed.filter({ hasText: name })).toHaveCount(1);
  }
  await expect(page.getByTestId('ignored-entry').filter({ hasText: 'empty.jpeg' })).toHaveCount(1);
});

test('a film that vanishes after it was listed is named, and the others go on', async ({ page }) => {
  const folder = stage(chestXray(SMALL));
  await chooseFolder(page, join(folder, 'chest_xray'));
  await decoded(page);
  rmSync(join(folder, 'chest_xray/train/NORMAL/film-0-0-2.png'));
  await trainQuick(page, 1);
  await goTo(page, 'Data');
  await expect(page.getByTestId('decoded-films')).toHaveAttribute('data-value', '22');
  await expect(page.getByTestId('failed-film')).toHaveText(/film-0-0-2\.png/);
});

const REFUSED: [string, Tree, RegExp][] = [
  ['a folder without images', { 'chest_xray/readme.txt': 'hello' }, /no (films|images|pictures)/i],
  ['one class only', chestXray({ train: { NORMAL: 4 }, test: { NORMAL: 2 } }), /one class/i],
];

for (const [what, tree, words] of REFUSED) {
  test(`${what} is refused in plain words`, async ({ page }) => {
    await chooseTree(page, tree);
    await expect(page.getByRole('alert')).toContainText(words);
  });
}

test('zips that are cut off, encrypted or without films are refused', async ({ page }) => {
  const whole = zip(chestXray(SMALL));
  await chooseZip(page, 'cut.zip', whole.subarray(0, whole.length - 200));
  await expect(page.getByRole('alert')).toContainText(/damaged|cut/i);
  await chooseZip(page, 'locked.zip', encrypted(whole));
  await expect(page.getByRole('alert')).toContainText(/encrypted|password/i);
  await chooseZip(page, 'texts.zip', zip({ 'a/readme.txt': 'hello' }));
  await expect(page.getByRole('alert')).toContainText(/no (films|images|pictures)/i);
});

test('a second folder replaces the one being decoded', async ({ page }) => {
  await chooseTree(page, chestXray({ train: { A: 300, B: 300 }, test: { A: 2, B: 2 } }));
  await chooseTree(page, chestXray(SMALL));
  await decoded(page);
  expect(await counts(page)).toContain('All 10 13 23');
});

test('a class that is missing in train is told before the first step', async ({ page }) => {
  await chooseTree(page, chestXray({ train: { NORMAL: 6 }, test: { NORMAL: 2, PNEUMONIA: 2 } }));
  await decoded(page);
  await goTo(page, 'Train');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText(/PNEUMONIA/);
});

/** The zip with the 'encrypted' bit set in every header, as a reader meets it before any password. */
function encrypted(bytes: Buffer): Buffer {
  const locked = Buffer.from(bytes);
  for (let i = 0; i + 4 < locked.length; i++) {
    const signature = locked.readUInt32LE(i);
    if (signature === 0x0403_4b50) locked[i + 6] = (locked[i + 6] as number) | 1;
    if (signature === 0x0201_4b50) locked[i + 8] = (locked[i + 8] as number) | 1;
  }
  return locked;
}

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { chestXray } from './support/films.ts';
import { chooseTree, decoded, openTestSet, trainQuick } from './support/page.ts';

let outside: Server;
let address: string;
let received: string[] = [];

test.beforeAll(async () => {
  outside = createServer((request, response) => {
    received.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*').end('thanks');
  });
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(outside.address() as AddressInfo).port}/leak`;
});

test.afterAll(() => {
  outside.close();
});

test.beforeEach(() => {
  received = [];
});

test('no request leaves the page on the whole way from films to a network', async ({ page, baseURL }) => {
  const foreign: string[] = [];
  page.context().on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(baseURL as string) && !/^(blob|data):/.test(url)) foreign.push(url);
  });
  await page.goto('/');
  await chooseTree(page, chestXray({ train: { NORMAL: 8, PNEUMONIA: 8 }, test: { NORMAL: 4, PNEUMONIA: 4 } }));
  await decoded(page);
  await trainQuick(page, 1);
  await openTestSet(page);
  expect(foreign).toEqual([]);
});

test('a leak tried from the page or from inside each worker is stopped by the policy', async ({ page }) => {
  await page.goto('/');
  await chooseTree(page, chestXray({ train: { NORMAL: 8, PNEUMONIA: 8 }, test: { NORMAL: 4, PNEUMONIA: 4 } }));
  await decoded(page);
  await expect.poll(() => page.workers().length).toBeGreaterThanOrEqual(2);
  const leak = async (url: string) => {
    try {
      await fetch(url);
      return 'sent';
    } catch {
      return 'stopped';
    }
  };
  expect(await page.evaluate(leak, `${address}/page`)).toBe('stopped');
  for (const worker of page.workers()) {
    // A thread of the WASM backend sleeps between its tasks and answers nobody, and who looks for findings ends when they
    // are found: their scripts carry the policy all the same.
    if (/simd-thread|findings/.test(worker.url())) {
      const { 'content-security-policy': policy } = (await page.request.get(worker.url())).headers();
      expect(policy).toContain("default-src 'none'");
      continue;
    }
    expect(await worker.evaluate(leak, `${address}/worker`), worker.url()).toBe('stopped');
  }
  await page.evaluate((url) => {
    new Image().src = `${url}/image`;
    navigator.sendBeacon(`${url}/beacon`, 'x');
  }, address);
  await page.waitForTimeout(300);
  expect(received).toEqual([]);
});

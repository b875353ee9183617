/** A page of the built app in a browser of its own. */
import { join } from 'node:path';
import { chromium } from 'playwright';
import { launchOptions } from '../chromium.mjs';
import { ROOT } from '../run.mjs';
import { startServer } from '../serve.mjs';

const PATIENCE_MS = 6 * 3600_000;
const VIEW = { viewport: { width: 1280, height: 900 }, acceptDownloads: true };

/**
 * Opens the built page and lets `use(page)` work on it; fails as soon as page or browser end early. Server and browser
 * are gone afterwards. `profile`: a folder in which the browser keeps what the page stores; it belongs to one address, so
 * it wants the same `port` each time (0: any).
 */
export async function withPage({ profile = null, port = 0 }, use) {
  const cleanups = [];
  try {
    const server = await startServer({ root: join(ROOT, 'dist'), port, strictPort: port !== 0 });
    cleanups.push(server.close);
    const { page, close } = await openPage(profile);
    cleanups.push(close);
    const broken = new Promise((_, fail) => {
      page.on('crash', () => fail(new Error('the page crashed')));
      page.context().on('close', () => fail(new Error('the browser ended')));
    });
    broken.catch(() => {});
    // A machine that slept for an hour in the middle of a run is not a page that hangs.
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(server.url);
    return await Promise.race([use(page), broken]);
  } finally {
    for (const clean of cleanups.reverse()) await clean();
  }
}

/** No flags of ours: the page gets the machine's own GPU where Chromium finds one, else a software WebGL. */
async function openPage(profile) {
  const options = launchOptions(process.env.CHROMIUM_FLAGS?.split(' ') ?? []);
  if (profile) {
    const context = await chromium.launchPersistentContext(profile, { ...options, ...VIEW });
    return { page: context.pages()[0] ?? (await context.newPage()), close: () => context.close() };
  }
  const browser = await chromium.launch(options);
  const context = await browser.newContext(VIEW);
  return { page: await context.newPage(), close: () => browser.close() };
}

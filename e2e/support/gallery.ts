import type { Page } from '@playwright/test';

/** When each came into the page, `performance.now()`. */
interface Seen {
  /** The gallery of errors, and its first map of evidence. */
  readonly gallery: number;
  readonly map: number;
  /** Every figure, curve and sub-group. */
  readonly all: number;
}

/** Notes from now on when the gallery of errors, its first map and the last of the figures come into the page. */
export async function watchGallery(page: Page): Promise<() => Promise<Seen>> {
  await page.evaluate(() => {
    const seen: Record<string, number> = {};
    const signs = {
      gallery: '[data-testid="error-viewer"]',
      map: '[data-testid="error-viewer"] ~ * [data-testid="heat"]',
      all: '[data-testid="report-ready"][data-value="true"]',
    };
    new MutationObserver(() => {
      for (const [name, selector] of Object.entries(signs)) {
        if (!(name in seen) && document.querySelector(selector)) seen[name] = performance.now();
      }
    }).observe(document, { subtree: true, childList: true, attributes: true });
    Object.assign(window, { seen });
  });
  return async () => {
    const read = () => (window as unknown as { seen: Seen }).seen;
    await page.waitForFunction(() => Object.keys((window as unknown as { seen: object }).seen).length === 3);
    return page.evaluate(read);
  };
}

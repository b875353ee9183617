import type { Page } from '@playwright/test';

/** Watches the page's main thread: seconds of processor time that it has taken so far. */
export async function watchMainThread(page: Page): Promise<() => Promise<number>> {
  const client = await page.context().newCDPSession(page);
  // By the thread's own time: by the clock, whatever else the machine does counts as work of the page.
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await client.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
  };
}

/** Scrolls an element from its top by `step` pixels a frame, for `during` ms. */
export async function scrolled(
  page: Page,
  testId: string,
  { step, during }: { step: number; during: number },
): Promise<{ frames: number; perSecond: number }> {
  return page.getByTestId(testId).evaluate(
    async (element, wish) => {
      element.scrollTop = 0;
      await new Promise(requestAnimationFrame);
      const start = performance.now();
      let frames = 0;
      while (performance.now() - start < wish.during) {
        await new Promise(requestAnimationFrame);
        element.scrollTop += wish.step;
        frames++;
      }
      return { frames, perSecond: (1000 * frames) / (performance.now() - start) };
    },
    { step, during },
  );
}

import { expect, test } from '@playwright/test';
import { startServer } from '../scripts/serve.mjs';
import { pretendGpu } from './support/pretend-gpu.ts';

test('a graphics card that is slower than the processor is timed, and passed over with the figures shown', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const server = await startServer({ root: pretendGpu() });
  try {
    await page.goto(`http://localhost:${server.port}/#/train`);
    await expect(page.getByTestId('backend')).toHaveAttribute('data-value', 'wasm', { timeout: 60_000 });
    await expect(page.getByTestId('backend-reason')).toContainText(/WebGL: [\d,]+ ms a step, WASM: [\d,]+ ms/);
  } finally {
    await server.close();
  }
});

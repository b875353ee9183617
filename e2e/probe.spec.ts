import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startServer } from '../scripts/serve.mjs';

/** The built page with a processor-drawn WebGL that counts as a graphics card: what the page then decides is what it would on one. */
function pretendGpu(): string {
  const root = mkdtempSync(join(tmpdir(), 'thoraxlab-gpu-'));
  cpSync('dist', root, { recursive: true });
  const folder = join(root, 'assets');
  let changed = 0;
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.js'))) {
    const code = readFileSync(join(folder, name), 'utf8');
    const other = code.replace('swiftshader|llvmpipe', 'no-such-renderer|llvmpipe');
    if (other !== code) changed += 1;
    writeFileSync(join(folder, name), other);
  }
  expect(changed).toBeGreaterThan(0);
  return root;
}

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

import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { newFolder } from './folders.ts';

/** The built page with a processor-drawn WebGL that counts as a graphics card: what the page then decides is what it would on one. */
export function pretendGpu(): string {
  const root = newFolder();
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

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes the one folder below which tests make theirs, and takes it away when the run ends; workers inherit it. */
export function holdFolders(): void {
  if (process.env.E2E_FOLDERS) return;
  const top = mkdtempSync(join(tmpdir(), 'thoraxlab-'));
  process.env.E2E_FOLDERS = top;
  process.on('exit', () => rmSync(top, { recursive: true, force: true }));
}

/** A new empty folder for the length of the run. */
export function newFolder(): string {
  return mkdtempSync(join(process.env.E2E_FOLDERS ?? tmpdir(), 'made-'));
}

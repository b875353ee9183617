import { commands } from 'vitest/browser';
import type { ReadableFile } from '../protocol.ts';

declare module 'vitest/browser' {
  interface BrowserCommands {
    realFilms(variable: string, part: Part): Promise<RealFilms | null>;
  }
}

interface Part {
  readonly from: number;
  readonly count: number;
  readonly every: number;
}

interface RealFilms {
  readonly films: readonly { readonly path: string; readonly base64: string }[];
  readonly total: number;
}

const AT_ONCE = 300;

/**
 * Files of the folder that an environment variable names, for tests on real films: one of so many, all of them with `REAL_FILMS=all`;
 * null where it names none.
 */
export async function readRealFiles(
  variable: 'CHEST_XRAY_DIR' | 'DICOM_DIR',
  every = 1,
): Promise<ReadableFile[] | null> {
  const files: ReadableFile[] = [];
  for (let from = 0, total = 1; from < total; from += AT_ONCE) {
    const part = await commands.realFilms(variable, { from, count: AT_ONCE, every });
    if (!part) return null;
    total = part.total;
    for (const { path, base64 } of part.films) {
      const answer = await fetch(`data:application/octet-stream;base64,${base64}`);
      files.push({ path, file: new File([await answer.blob()], path) });
    }
  }
  return files;
}

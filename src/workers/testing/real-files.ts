import { commands } from 'vitest/browser';
import type { ReadableFile } from '../protocol.ts';

declare module 'vitest/browser' {
  interface BrowserCommands {
    realFilms(variable: string, from: number, count: number): Promise<RealFilms | null>;
  }
}

interface RealFilms {
  readonly films: readonly { readonly path: string; readonly base64: string }[];
  readonly total: number;
}

const AT_ONCE = 300;

/** All files of the folder that an environment variable names, for tests on real films; null where it names none. */
export async function readRealFiles(variable: 'CHEST_XRAY_DIR' | 'DICOM_DIR'): Promise<ReadableFile[] | null> {
  const files: ReadableFile[] = [];
  for (let from = 0, total = 1; from < total; from += AT_ONCE) {
    const part = await commands.realFilms(variable, from, AT_ONCE);
    if (!part) return null;
    total = part.total;
    for (const { path, base64 } of part.films) {
      const answer = await fetch(`data:application/octet-stream;base64,${base64}`);
      files.push({ path, file: new File([await answer.blob()], path) });
    }
  }
  return files;
}

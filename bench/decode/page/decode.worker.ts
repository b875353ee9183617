import { decodeFilm } from '../../../src/engine/decode/decode-film.ts';
import { probePixelAccess } from '../../../src/engine/decode/trust.ts';
import { readFilm } from '../../../src/engine/sources/read-film.ts';
import type { Request } from './protocol.ts';
import { decodeByDrawing, decodeByResizing } from './stock.ts';

const access = probePixelAccess();

/** Decodes the films one after the other and answers with the seconds they took. */
self.onmessage = async ({ data: { side, settings, films } }: MessageEvent<Request>) => {
  const { reader } = await access;
  const decoders = {
    ours: async (film: Blob) => decodeFilm(await readFilm({ kind: 'file', file: film }), settings, reader),
    draw: (film: Blob) => decodeByDrawing(film, settings),
    resize: (film: Blob) => decodeByResizing(film, settings),
  };
  const start = performance.now();
  for (const film of films) await decoders[side](film);
  self.postMessage((performance.now() - start) / 1000);
};

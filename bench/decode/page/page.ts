import { makeFilms } from './films.ts';
import type { Request, Side, Task } from './protocol.ts';

const workers = new Map<Side, Worker>();
let films: readonly Blob[] = [];

/** Takes the films given to the input, or makes `count`; their number, mean size in pixels and mean bytes. */
async function useFilms(count: number): Promise<{ films: number; width: number; height: number; bytes: number }> {
  const given = document.querySelector('input')?.files ?? [];
  films = given.length > 0 ? [...given] : await makeFilms(count);
  let [width, height, bytes] = [0, 0, 0];
  for (const film of films) {
    const bitmap = await createImageBitmap(film);
    width += bitmap.width / films.length;
    height += bitmap.height / films.length;
    bytes += film.size / films.length;
    bitmap.close();
  }
  return { films: films.length, width: Math.round(width), height: Math.round(height), bytes: Math.round(bytes) };
}

/** One pass over the first `count` films in the one worker of a side; seconds. */
async function pass(task: Task, count: number): Promise<number> {
  const worker =
    workers.get(task.side) ?? new Worker(new URL('./decode.worker.ts', import.meta.url), { type: 'module' });
  workers.set(task.side, worker);
  return new Promise((done, fail) => {
    worker.onmessage = ({ data }: MessageEvent<number>) => done(data);
    worker.onerror = (event) => fail(new Error(event.message));
    worker.postMessage({ ...task, films: films.slice(0, count) } satisfies Request);
  });
}

Object.assign(globalThis, { bench: { useFilms, pass } });

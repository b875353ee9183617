import { AppError } from '../../core/base/errors.ts';
import type { DecodeSettings } from '../../core/pixels/settings.ts';
import type { DecodeAnswer, DecodedFilm, DecodeGroup, WishedFilm } from './pool-messages.ts';

/** A decode worker as the pool spawns it. */
interface Making {
  /** Starts a worker. */
  spawn(): Worker;
  /** Milliseconds without a film done after which a worker counts as hung. */
  readonly patience: number;
}

/** The worker was ended over a film that did not come to an end. */
class Hung extends Error {}

/**
 * One decode worker and the groups it owes. One that hangs is ended and started anew; the films it owed are then sent one by
 * one, so that only the film to blame is left out.
 */
export class PoolWorker {
  readonly #making: Making;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker;
  #nextId = 0;
  /** Whether the worker's program runs; until then nothing hangs, it is being loaded. */
  #isReady = false;
  #ended: Error | null = null;
  /** Films that are tried one by one; everything else waits for them. */
  #oneByOne: Promise<unknown> = Promise.resolve();

  constructor(making: Making) {
    this.#making = making;
    this.#worker = this.#start();
  }

  /** Decodes films, in their order. Throws what the worker was ended with, `worker-crashed`, `internal`. */
  async decode(films: readonly WishedFilm[], settings: DecodeSettings): Promise<readonly DecodedFilm[]> {
    if (films.length === 0) return [];
    await this.#oneByOne;
    try {
      return await this.#send(films, settings);
    } catch (error) {
      if (!(error instanceof Hung)) throw error;
      return Promise.all(films.map((film) => this.#alone(film, settings)));
    }
  }

  /** Terminates the worker; groups it still owes reject with `error`. */
  end(error: Error): void {
    this.#ended ??= error;
    this.#worker.terminate();
    this.#reject(error);
  }

  #start(): Worker {
    const worker = this.#making.spawn();
    worker.onmessage = ({ data }: MessageEvent<DecodeAnswer>) => this.#take(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.end(new AppError('worker-crashed', { message: event.message }));
    };
    worker.onmessageerror = () => this.end(new AppError('worker-crashed', { message: 'messageerror' }));
    return worker;
  }

  #alone(film: WishedFilm, settings: DecodeSettings): Promise<DecodedFilm> {
    const decoding = this.#oneByOne.then(async () => {
      try {
        return (await this.#send([film], settings))[0] as DecodedFilm;
      } catch (error) {
        if (error instanceof Hung) return { failed: 'image-damaged' } as const;
        throw error;
      }
    });
    this.#oneByOne = decoding.catch(() => undefined);
    return decoding;
  }

  #send(films: readonly WishedFilm[], settings: DecodeSettings): Promise<readonly DecodedFilm[]> {
    if (this.#ended) return Promise.reject(this.#ended);
    const group: DecodeGroup = { id: this.#nextId++, films, settings };
    const promise = new Promise<readonly DecodedFilm[]>((resolve, reject) => {
      this.#waiting.set(group.id, { resolve, reject, wanted: films.length, films: [], timer: this.#watch() });
    });
    this.#worker.postMessage(group);
    return promise;
  }

  #watch(): Timer {
    if (!this.#isReady) return undefined;
    return setTimeout(() => this.#startAnew(), this.#making.patience);
  }

  #startAnew(): void {
    this.#worker.terminate();
    this.#isReady = false;
    this.#worker = this.#start();
    this.#reject(new Hung());
  }

  #reject(error: Error): void {
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(error);
    }
    this.#waiting.clear();
  }

  #take(answer: DecodeAnswer): void {
    if ('ready' in answer) {
      this.#isReady = true;
      for (const group of this.#waiting.values()) group.timer = this.#watch();
      return;
    }
    const group = this.#waiting.get(answer.id);
    if (!group) return;
    clearTimeout(group.timer);
    if ('crashed' in answer) {
      this.#waiting.delete(answer.id);
      group.reject(new AppError('internal', { message: answer.crashed }));
      return;
    }
    group.films.push(answer.film);
    if (group.films.length < group.wanted) {
      group.timer = this.#watch();
      return;
    }
    this.#waiting.delete(answer.id);
    group.resolve(group.films);
  }
}

type Timer = ReturnType<typeof setTimeout> | undefined;

/** A group that is owed: its films so far and how many were wished for. */
interface Waiting {
  readonly films: DecodedFilm[];
  readonly wanted: number;
  timer: Timer;
  resolve(value: readonly DecodedFilm[]): void;
  reject(error: unknown): void;
}

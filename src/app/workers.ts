import type { AppError } from '../core/base/errors.ts';
import type { WorkerClient } from '../workers/client.ts';
import { startDataWorker } from '../workers/data-client.ts';
import { startJudgeWorker } from '../workers/judge-client.ts';
import type { DataApi, JudgeApi, TrainApi } from '../workers/protocol.ts';
import { connect, startTrainWorker } from '../workers/train-client.ts';

/** What the app does when a worker died by itself. */
export interface CrashListener {
  /** The films are gone with it. */
  dataCrashed(error: AppError): void;
  /** The network is gone with it; its last whole epoch is in storage. */
  trainCrashed(error: AppError): void;
}

/** The workers: started when first needed, films and network joined by a channel, started anew after a crash. */
export class Workers {
  #data: WorkerClient<DataApi> | null = null;
  #train: WorkerClient<TrainApi> | null = null;
  #judge: WorkerClient<JudgeApi> | null = null;
  #joined: Promise<void> | null = null;
  #listener: CrashListener | null = null;

  /** Who hears of crashes. */
  listen(listener: CrashListener): void {
    this.#listener = listener;
  }

  /** The data worker's calls. */
  async data(): Promise<DataApi> {
    if (!this.#data) {
      const client = startDataWorker();
      this.#data = client;
      this.#joined = null;
      void client.crashed.then((error) => {
        if (this.#data === client) this.#data = null;
        this.#listener?.dataCrashed(error);
      });
    }
    return this.#data.api;
  }

  /** The train worker's calls, with its way to the films open. */
  async train(): Promise<TrainApi> {
    await this.data();
    if (!this.#train) {
      const client = startTrainWorker();
      this.#train = client;
      this.#joined = null;
      void client.crashed.then((error) => {
        if (this.#train === client) this.#train = null;
        this.#listener?.trainCrashed(error);
      });
    }
    const [data, train] = [this.#data, this.#train];
    if (data && !this.#joined) this.#joined = connect(data, train);
    await this.#joined;
    return train.api;
  }

  /** The judge's calls; one that died is replaced, and its calls have failed. */
  judge(): JudgeApi {
    if (!this.#judge) {
      const client = startJudgeWorker();
      this.#judge = client;
      void client.crashed.then(() => {
        if (this.#judge === client) this.#judge = null;
      });
    }
    return this.#judge.api;
  }

  /** Ends the train worker and the network it holds; the next call starts a fresh one. */
  endTrain(): void {
    this.#train?.terminate();
    this.#train = null;
  }
}

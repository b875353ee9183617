/** The one evaluation under way, so that whatever needs the films or the network can end it first. */
export class EvaluationTask {
  #abort = new AbortController();
  #done: Promise<void> = Promise.resolve();

  /** Starts `work`, which settles soon after its signal aborts and never rejects. */
  run(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.#abort = new AbortController();
    this.#done = work(this.#abort.signal);
    return this.#done;
  }

  /** Asks the evaluation to end, if there is one, and resolves when it has. */
  end(): Promise<void> {
    this.#abort.abort();
    return this.#done;
  }
}

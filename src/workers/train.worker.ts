import { expose, transfer, wrap } from 'comlink';
import type { Explanation } from '../core/training/exchange.ts';
import { TrainSession } from '../engine/train-session.ts';
import { newId } from './new-id.ts';
import type { BatchApi, TrainApi } from './protocol.ts';
import { timeWasm } from './time-wasm.ts';
import { registerTransferHandlers, reportCrash } from './transfer-handlers.ts';

const session = new TrainSession({
  onLost: reportCrash,
  // This very script once more: nothing else need be fetched.
  timeWasm: () => timeWasm(self.location.href),
  now: () => new Date(),
  newId,
});

const api: TrainApi = {
  attach: async (port) => session.attach(wrap<BatchApi>(port)),
  configure: async (choice, avoid) => session.configure(choice, avoid),
  summary: async (architecture, preprocessing, classes) => session.summary(architecture, preprocessing, classes),
  train: (request, onEvent, signal) => session.train(request, onEvent, signal),
  pause: async () => session.pause(),
  resume: async () => session.resume(),
  evaluate: async (request, onProgress, signal) => {
    const outputs = await session.evaluate(request, onProgress, signal);
    const { samples, labels, probabilities } = outputs;
    return transfer(outputs, [samples.buffer, labels.buffer, probabilities.buffer]);
  },
  predict: (file) => session.predict(file),
  explain: async (request, signal) => movedMaps(await session.explain(request, signal)),
  explainFile: async (file, wish, signal) => movedMaps(await session.explainFile(file, wish, signal)),
  save: (name, judged) => session.save(name, judged),
  load: (id) => session.load(id),
  download: (judged) => session.download(judged),
  upload: (files) => session.upload(files),
};

function movedMaps(explanation: Explanation): Explanation {
  return transfer(explanation, [explanation.maps.buffer]);
}

registerTransferHandlers();
expose(api);

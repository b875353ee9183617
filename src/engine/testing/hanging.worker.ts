import { serveDecoding } from '../decode/decode-group.ts';
import { HANGS } from './hangs.ts';

declare const self: DedicatedWorkerGlobalScope;

const { arrayBuffer } = Blob.prototype;

/** A decoder that runs for ever on some films, as a codec may on a damaged one. */
Blob.prototype.arrayBuffer = async function (this: Blob) {
  const bytes = await arrayBuffer.call(this);
  if (new TextDecoder().decode(bytes.slice(-HANGS.length)) === HANGS) for (;;);
  return bytes;
};

serveDecoding(self);

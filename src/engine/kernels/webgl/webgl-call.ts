import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';

/** What a kernel of the WebGL backend is called with. */
export interface WebglCall<Inputs, Attrs> {
  readonly inputs: Inputs;
  readonly attrs: Attrs;
  readonly backend: MathBackendWebGL;
}

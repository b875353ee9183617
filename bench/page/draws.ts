/** Draw calls of this worker so far: what a GPU is told to do, one after the other. */
let calls = 0;

/** Begins to count; once, before anything is drawn. */
export function countDraws(): void {
  const { prototype } = WebGL2RenderingContext;
  const { drawArrays, drawElements } = prototype;
  prototype.drawArrays = function (...args) {
    calls++;
    drawArrays.apply(this, args);
  };
  prototype.drawElements = function (...args) {
    calls++;
    drawElements.apply(this, args);
  };
}

export function drawsSoFar(): number {
  return calls;
}

/**
 * From now on every draw covers one pixel: values are none any more, and what a run takes is what the thread takes to give its work and the
 * browser to hand it on. No GPU, however fast, takes less.
 */
export function drawOnePixel(): void {
  const { prototype } = WebGL2RenderingContext;
  const { viewport } = prototype;
  prototype.viewport = function () {
    viewport.call(this, 0, 0, 1, 1);
  };
}

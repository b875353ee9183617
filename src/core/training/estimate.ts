import type { BackendInfo, NetworkSummary } from './events.ts';

/** The step that a backend is timed with: forward, backward and update of the paper's network at 64 × 64 × 3. */
export const PROBE = { films: 8, imageSize: 64, multiplyAdds: 19_625_984 } as const;

/** A validation film costs one forward pass of the three passes that a training film costs. */
export const VALIDATION_SPEED = 3;

interface Films {
  readonly train: number;
  readonly validation: number;
}

/**
 * Seconds of an epoch, from the probe's step scaled by multiply-adds; null where nothing was timed. Within a factor of
 * two or so: layers differ in how well they use a device, and waiting for films is not in it.
 */
export function estimateEpochSeconds(info: BackendInfo, network: NetworkSummary, films: Films): number | null {
  const ms = info.stepTimes?.find(({ backend }) => backend === info.backend)?.ms;
  if (ms === undefined) return null;
  const multiplyAdds = network.layers.reduce((sum, layer) => sum + layer.multiplyAdds, 0);
  const msPerFilm = (ms / PROBE.films) * (multiplyAdds / PROBE.multiplyAdds);
  return ((films.train + films.validation / VALIDATION_SPEED) * msPerFilm) / 1000;
}

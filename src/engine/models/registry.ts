import type { Preprocessing } from '../../core/pixels/settings.ts';
import type { ArchitectureName } from '../../core/training/config.ts';
import type { LayerSpec, NetworkSpec } from './layer-spec.ts';
import { paperLayers } from './paper.ts';
import { quickLayers } from './quick.ts';
import { residualLayers } from './residual.ts';

const ARCHITECTURES: Readonly<Record<ArchitectureName, (classes: number) => LayerSpec[]>> = {
  paper: paperLayers,
  small: (classes) => residualLayers(16, classes),
  strong: (classes) => residualLayers(20, classes),
  quick: quickLayers,
};

/** The network of that name for these films and this many classes. */
export function networkSpec(
  architecture: ArchitectureName,
  preprocessing: Preprocessing,
  classes: number,
): NetworkSpec {
  const { imageSize, channels } = preprocessing;
  return { input: [imageSize, imageSize, channels], layers: ARCHITECTURES[architecture](classes) };
}

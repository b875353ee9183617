import { convRelu, type LayerSpec } from './layer-spec.ts';

/** The paper's last layer has ten units for two classes; kept, since it is the network of the paper. */
const PAPER_OUTPUTS = 10;

/** The network of Hussan 2022: 822,922 parameters at 64 × 64 × 3. */
export function paperLayers(classes: number): LayerSpec[] {
  return [
    convRelu(32, 'valid'),
    { kind: 'pool' },
    convRelu(64, 'valid'),
    { kind: 'pool' },
    { kind: 'flatten' },
    { kind: 'dense', units: 64, relu: true },
    { kind: 'dense', units: Math.max(PAPER_OUTPUTS, classes), relu: false },
  ];
}

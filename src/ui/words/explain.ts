import type { MapMethod } from '../../core/training/exchange.ts';

/** Words of maps of evidence, wherever they are shown. */
export const explainWords = {
  names: { 'grad-cam': 'Grad-CAM', 'hires-cam': 'HiResCAM', occlusion: 'Occlusion' } satisfies Record<
    MapMethod,
    string
  >,
  title: (method: MapMethod | null) => (method ? explainWords.names[method] : 'Map of evidence'),
  toward: (className: string) => `What speaks for ${className}`,
  film: 'Film',
  control: 'Control: untrained weights',
  scaleNone: 'none',
  scaleMost: 'most in this film',
  opacity: 'Opacity of the map',
  opacityValue: (percent: number) => `${percent} %`,
  working: 'Drawing the map',
  missing: 'No map',
  empty: 'Nothing in this film speaks for this class.',
  how: (method: MapMethod, cell: number) =>
    ({
      'grad-cam': `Grad-CAM (Selvaraju 2017) of the film as it is, without its mirror image. One cell of the map is ${cell} px of what the network sees; finer detail is drawn in between.`,
      'hires-cam': `HiResCAM (Draelos 2020), since every place of this network has weights of its own, which Grad-CAM would average away. One cell of the map is ${cell} px of what the network sees.`,
      occlusion: `Occlusion (Zeiler 2014): how much the class loses when a patch of ${cell} px, half a patch apart from the next, is covered with the mean grey of the film.`,
    })[method],
  caution:
    'The control is the same film through the same network with its weights drawn anew (Adebayo 2018): what looks alike in both maps comes from the film’s own edges and the network’s shape, and shows nothing learned. A map shows where, never why; heat in a lung does not prove that the network read the lung as a reader would.',
  occlusionCaution:
    'A covered film is like none that the network has learned from, so that it may answer to the patch itself. A map shows where, never why.',
} as const;

import { saveFile } from '../save-file.ts';

/** The properties that come from style sheets and would be lost in a file. */
const KEPT = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'font-size',
  'font-weight',
  'paint-order',
  'opacity',
] as const;
const FONT = 'Inter, system-ui, sans-serif';
/** Pixels per CSS pixel of a saved PNG. */
const PNG_SCALE = 2;

/** Saves a drawn chart as an SVG that looks the same anywhere. */
export function saveSvg(svg: SVGSVGElement, name: string): void {
  saveFile(`${name}.svg`, new Blob([toSvgText(svg)], { type: 'image/svg+xml' }));
}

/** Saves a drawn chart as a PNG at twice its size on screen. */
export async function savePng(svg: SVGSVGElement, name: string): Promise<void> {
  const url = URL.createObjectURL(new Blob([toSvgText(svg)], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const { width, height } = svg.getBoundingClientRect();
    const canvas = document.createElement('canvas');
    canvas.width = width * PNG_SCALE;
    canvas.height = height * PNG_SCALE;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (blob) saveFile(`${name}.png`, blob);
  } finally {
    URL.revokeObjectURL(url);
  }
}

function toSvgText(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = svg.querySelectorAll<SVGElement>('*');
  copy.querySelectorAll<SVGElement>('*').forEach((element, i) => {
    const style = getComputedStyle(originals[i] as SVGElement);
    for (const property of KEPT) element.setAttribute(property, style.getPropertyValue(property));
    element.removeAttribute('class');
  });
  const { width, height } = svg.getBoundingClientRect();
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.setAttribute('font-family', FONT);
  copy.insertAdjacentElement('afterbegin', background(copy, svg));
  return new XMLSerializer().serializeToString(copy);
}

function background(copy: SVGSVGElement, shown: SVGSVGElement): SVGRectElement {
  const rect = copy.ownerDocument.createElementNS('http://www.w3.org/2000/svg', 'rect');
  rect.setAttribute('width', '100%');
  rect.setAttribute('height', '100%');
  rect.setAttribute('fill', getComputedStyle(shown.closest('section') ?? document.body).backgroundColor);
  return rect;
}

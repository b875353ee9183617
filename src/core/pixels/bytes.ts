/** `length` bytes as Latin-1 text. Throws RangeError behind the end. */
export function textAt(view: DataView, offset: number, length: number): string {
  let text = '';
  for (let i = 0; i < length; i++) text += String.fromCharCode(view.getUint8(offset + i));
  return text;
}

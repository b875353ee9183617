/** A fresh random id, 32 hex digits; `crypto.randomUUID` is missing over plain http. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

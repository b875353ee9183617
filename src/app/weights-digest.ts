/** SHA-256 of the weight files of a network, in the order of their names; null where the page may not hash. */
export async function weightsDigest(files: readonly File[]): Promise<string | null> {
  // Only a secure context has it; the types know nothing of others.
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  if (!subtle) return null;
  const weights = files.filter(({ name }) => !name.endsWith('.json')).sort((a, b) => (a.name < b.name ? -1 : 1));
  const hash = await subtle.digest('SHA-256', await new Blob(weights).arrayBuffer());
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

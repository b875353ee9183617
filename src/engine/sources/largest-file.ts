/** Bytes of a file that is still read: a film of 100 million pixels has fewer in every format. */
export const LARGEST_FILE = 512 * 1024 * 1024;

/** What the module gives to JavaScript; `src/engine/kernels/simd/simd-module.ts` has its types. Addresses and sizes in bytes. */
export { productSums, scaleShift, sums, combine } from './channels';
export { adam, step } from './elementwise';
export { convolve, filterGradient, sumGroups, turnFilter } from './convolution';
export { poolGradient } from './pool-gradient';

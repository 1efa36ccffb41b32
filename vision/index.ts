/** Vision as a library: `openPipeline` for one process, `VisionPool` for a server; see README.md. */
export * from './contract.ts'
export { fingerprintsOf, hammingDistance } from './fingerprint/fingerprint.ts'
export { type Pipeline, assessOrExplain, openPipeline } from './pipeline.ts'
export {
  type ParsedPlate,
  type PlateKind,
  type PlateKindCode,
  comparablePlate,
  formatPlate,
  isPlate,
  maskPlate,
  normalisePlate,
  parsePlate,
  plateKindCodes,
  plateKinds,
} from './plates/grammar.ts'
export { type PoolOptions, PoolUnavailable, VisionPool } from './pool.ts'
export { UnreadablePhoto } from './unreadable.ts'

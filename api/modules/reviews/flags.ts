/** What the determination and its case say for themselves. */
interface ReviewedCase {
  readonly departsFromProposal: boolean
  /** The surveyor's employer insures a party. */
  readonly conflictOfInterest: boolean
  /** A register did not answer while the case was taken. */
  readonly registerDown: boolean
  /** An insurer accepted a claim on an earlier determination of the case. */
  readonly claimSuperseded: boolean
  /** What the evidence module found: mismatched, reused, kept photos. */
  readonly photos: readonly string[]
}

/** Flags that this module sets itself; the photos' come with names of their own. */
export type OwnFlag =
  'departs-from-proposal' | 'conflict-of-interest' | 'register-down' | 'overdue' | 'claim-of-superseded-determination'

/** Why an officer must look at this determination, each once; an empty list leaves it to the sample. */
export function flagsOf({
  departsFromProposal,
  conflictOfInterest,
  registerDown,
  claimSuperseded,
  photos,
}: ReviewedCase): string[] {
  const own: OwnFlag[] = [
    ...(departsFromProposal ? (['departs-from-proposal'] as const) : []),
    ...(conflictOfInterest ? (['conflict-of-interest'] as const) : []),
    ...(registerDown ? (['register-down'] as const) : []),
    ...(claimSuperseded ? (['claim-of-superseded-determination'] as const) : []),
  ]
  return [...new Set<string>([...own, ...photos])]
}

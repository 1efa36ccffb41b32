import type { UnreadableCode } from './contract.ts'

/** The photo yields no facts; `code` says why (contract.ts). */
export class UnreadablePhoto extends Error {
  constructor(
    readonly code: UnreadableCode,
    message: string,
  ) {
    super(message)
    this.name = 'UnreadablePhoto'
  }
}

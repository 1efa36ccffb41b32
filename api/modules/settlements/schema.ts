import { z } from 'zod'
import { liabilityKinds } from '../../kernel/rule-set.ts'
import { atVersion, bilingual, byId, page, reasonOrNone } from '../accidents/schema.ts'
import { settledLine } from './estimate.ts'
import { claimStates, humanClaimActions } from './workflow.ts'

export { atVersion, byId }

const amount = z.number().int().meta({ description: 'CNY in fen (1/100 yuan)' })

const settlementSide = z
  .object({
    side: z.string(),
    plateNumber: z.string(),
    plateKind: z.string(),
    insurerId: z.string().nullable(),
    liability: z.enum(liabilityKinds),
    sharePercent: z.number(),
    lossCents: amount,
    lossStated: z.boolean(),
    /** What the estimate gives this side, and what its insurance or pocket pays. */
    receivesCents: amount,
    paysCents: amount,
    notes: z.array(bilingual),
  })
  .meta({ id: 'SettlementSide' })

const settlementClaim = z
  .object({
    id: z.uuid(),
    insurerId: z.string(),
    state: z.enum(claimStates),
    claimNumber: z.string().nullable(),
    answeredAt: z.iso.datetime().nullable(),
    /** 无责代赔: this insurer advances the no-fault part of the other's compulsory insurance. */
    advancesNoFault: z.boolean(),
    /** Accepted, and its determination replaced since: the insurer must be told. */
    superseded: z.boolean(),
  })
  .meta({ id: 'SettlementClaim' })

export const settlementView = z
  .object({
    id: z.uuid(),
    accidentId: z.uuid(),
    determinationId: z.uuid(),
    /** 以保险公司理算为准. */
    label: bilingual,
    mutualClaim: z.boolean(),
    /** Only the sides, lines and claims that this reader may see. */
    sides: z.array(settlementSide),
    lines: z.array(settledLine),
    claims: z.array(settlementClaim),
    /** Of all sides; null for whoever sees only some. */
    totalCents: amount.nullable(),
    notes: z.array(bilingual),
    ruleSetVersion: z.string(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Settlement' })
export type SettlementView = z.input<typeof settlementView>

export const claimQuery = page.extend({ state: z.enum(claimStates).optional() })
export type ClaimQuery = z.infer<typeof claimQuery>

export const claimView = z
  .object({
    id: z.uuid(),
    accidentId: z.uuid(),
    accidentNumber: z.string(),
    districtCode: z.string(),
    insurerId: z.string(),
    state: z.enum(claimStates),
    version: z.number().int(),
    claimNumber: z.string().nullable(),
    mutualClaim: z.boolean(),
    advancesNoFault: z.boolean(),
    attempts: z.number().int(),
    /** The insurer's own code for its refusal, or why it could not be reached. */
    lastError: z.string().nullable(),
    createdAt: z.iso.datetime(),
    dueAt: z.iso.datetime().nullable(),
    answeredAt: z.iso.datetime().nullable(),
    /** Accepted, and its determination replaced since: the insurer must be told. */
    superseded: z.boolean(),
    actions: z.array(z.object({ action: z.enum(humanClaimActions), allowed: z.boolean(), reason: reasonOrNone })),
  })
  .meta({ id: 'Claim' })
export type ClaimView = z.input<typeof claimView>

export const claimList = z.object({ items: z.array(claimView), next: z.string().nullable() }).meta({ id: 'ClaimList' })

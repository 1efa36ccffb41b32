import { z } from 'zod'
import type { Vehicle } from '../../generated/prisma/client.ts'
import { Cents, cents, noMoney } from '../../kernel/money.ts'
import type { InsurancePolicies } from '../../kernel/ports.ts'
import { liabilityKinds, type Bilingual } from '../../kernel/rule-set.ts'
import { shanghaiDay, type Day } from '../../kernel/working-days.ts'
import {
  compulsoryCover,
  covers,
  policiesOf,
  type CaseFile,
  type CaseParty,
  type CompulsoryCover,
} from '../accidents/service.ts'
import type { Responsibility } from '../determinations/rules/responsibilities.ts'
import type { ClaimParty } from './rules/claim-parties.ts'

const bilingual = z.object({ zh: z.string(), en: z.string() })

/** What the estimate knew of one side when it was made; stored with it, so that later changes of the case do not change it. */
export const settledSide = z.object({
  side: z.string(),
  plateNumber: z.string(),
  plateKind: z.string(),
  /** Whoever insured the vehicle on the day; null where nobody did, or nobody knows. */
  insurerId: z.string().nullable(),
  liability: z.enum(liabilityKinds),
  sharePercent: z.number(),
  lossCents: Cents,
  /** False where the party named no loss: nothing is estimated for it. */
  lossStated: z.boolean(),
  notes: z.array(bilingual),
})
export type SettledSide = z.infer<typeof settledSide>

export interface SideToSettle {
  readonly settled: SettledSide
  readonly party: ClaimParty
}

const notes = {
  toBeAssessed: { zh: '损失待定损', en: 'loss to be assessed' },
  insurerUnknown: {
    zh: '未查到承保公司，请自行联系保险公司报案',
    en: 'insurer not known: report the claim to the insurer directly',
  },
  notInsured: { zh: '事故当日未查到有效交强险', en: 'no compulsory insurance in force on the day' },
  policiesToCheck: {
    zh: '保险信息暂未核实，按已投保交强险估算',
    en: 'register not reached: taken as insured for the estimate',
  },
  mayNotDrive: {
    zh: '驾驶证被吊销或暂扣，交强险不赔付财产损失',
    en: 'licence revoked or suspended: compulsory insurance does not pay property loss',
  },
} as const satisfies Record<string, Bilingual>

const noFault: Responsibility = { kind: 'none', percent: 0 }

/**
 * The sides of a case as the compensation rules see them. A side without a share has no fault; an insurer that is not among
 * `connected` counts as unknown.
 */
export function sidesToSettle(
  { accident, vehicles, parties }: Pick<CaseFile, 'accident' | 'vehicles' | 'parties'>,
  responsibility: ReadonlyMap<string, Responsibility>,
  connected: readonly string[],
): SideToSettle[] {
  const day = shanghaiDay(accident.occurredAt)
  return vehicles.map((vehicle) => {
    const party = parties.find(({ side }) => side === vehicle.side)
    const insurerId = insurerOf(policiesOf(vehicle), day)
    const known = insurerId !== null && connected.includes(insurerId) ? insurerId : null
    return toSettle(vehicle, party, responsibility.get(vehicle.side) ?? noFault, known, day)
  })
}

function toSettle(
  vehicle: Vehicle,
  party: CaseParty | undefined,
  { kind, percent }: Responsibility,
  insurerId: string | null,
  day: Day,
): SideToSettle {
  const policies = policiesOf(vehicle)
  const lossCents = cents(party?.lossCents ?? 0)
  const lossStated = party?.lossCents != null
  const cover = compulsoryCover(vehicle, party, day)
  const commercial = policies?.commercial && covers(policies.commercial, day) ? policies.commercial : null
  return {
    settled: {
      side: vehicle.side,
      plateNumber: vehicle.plateNumber,
      plateKind: vehicle.plateKind,
      insurerId,
      liability: kind,
      sharePercent: percent,
      lossCents,
      lossStated,
      notes: [
        ...(lossStated ? [] : [notes.toBeAssessed]),
        ...(insurerId === null ? [notes.insurerUnknown] : []),
        ...coverNotes[cover],
      ],
    },
    party: {
      partyId: vehicle.side,
      kind: 'motor',
      sharePercent: percent,
      lossCents,
      uninsuredLossCents: noMoney,
      compulsory: cover === 'unknown' ? 'insured' : cover,
      thirdParty: commercial && { sumInsuredCents: cents(commercial.thirdPartySumCents), deductiblePercent: 0 },
      // The register tells that there is a cover, not its sum: the vehicle's value, which no minor accident reaches.
      ownDamage: commercial?.ownDamage ? { sumInsuredCents: lossCents, deductiblePercent: 0 } : null,
    },
  }
}

const coverNotes: Record<CompulsoryCover, readonly Bilingual[]> = {
  insured: [],
  unknown: [notes.policiesToCheck],
  missing: [notes.notInsured],
  excluded: [notes.mayNotDrive],
}

/** Whoever insured the vehicle on that day, by either policy. */
function insurerOf(policies: InsurancePolicies | null, day: Day): string | null {
  if (policies === null) return null
  const { insurerId, compulsory, commercial } = policies
  return covers(compulsory, day) || (commercial !== null && covers(commercial, day)) ? insurerId : null
}

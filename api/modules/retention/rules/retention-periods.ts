import type { Dated } from '../../../kernel/rule-set.ts'
import type { Day } from '../../../kernel/working-days.ts'
import { inForceOn } from '../../../kernel/rule-set.ts'

/** What of a case is erased together, in the order in which it goes (保存期限). */
export const erasureStages = ['previews', 'photos', 'personal'] as const
export type ErasureStage = (typeof erasureStages)[number]

/** How long a city keeps what people leave in a case, in days after it ended. Audit events stay: they bear no personal values. */
export interface RetentionPeriods extends Dated {
  readonly cityCode: string
  /**
   * Of a case that was closed. `previews`: the smaller copies that are shown. `photos`: originals, what they tell, fingerprints. `personal`: names, phones,
   * licence numbers, plates, statements, typed reasons, strokes of signatures, the sealed documents.
   */
  readonly closedDays: Readonly<Record<ErasureStage, number>>
  /** Of a case that was withdrawn or that nobody went on with: everything. */
  readonly abandonedDays: number
}

const platformDefault = {
  validFrom: '2022-05-01',
  validTo: null,
  closedDays: { previews: 183, photos: 1096, personal: 1827 },
  abandonedDays: 90,
  verified: false,
} as const

/**
 * PIPL 19 asks for the shortest time that the purpose needs and names no figure. No published rule on the files of the simple procedure was at hand, so
 * every figure here is ours: half a year for copies that can be made again, three years (the general limitation period, CC 188) and a day for photos, five
 * for the file. The city's archives regulation replaces them by rows of its own.
 */
export const retentionPeriods: readonly RetentionPeriods[] = [
  { ...platformDefault, cityCode: '230600', source: 'Platform default; Daqing has yet to decide (PIPL 6, 19; CC 188)' },
  {
    ...platformDefault,
    cityCode: '370200',
    source: 'Platform default; Qingdao has yet to decide (PIPL 6, 19; CC 188)',
  },
]

/**
 * What a city keeps today, or undefined: without a row nothing is erased. Today's row counts for every case, also for those of before: a period that
 * became longer keeps what is still there, one that became shorter lets it go.
 */
export function periodsInForce(day: Day, cityCode: string): RetentionPeriods | undefined {
  return inForceOn(retentionPeriods, day).find((row) => row.cityCode === cityCode)
}

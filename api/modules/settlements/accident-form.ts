import type { Determination } from '../../generated/prisma/client.ts'
import { accidentForms } from '../determinations/rules/collision-lists.ts'
import { decisionSchema } from '../determinations/service.ts'

/** 事故形态 of the first contact, in words. */
export function accidentFormOf({ decision }: Pick<Determination, 'decision'>): string {
  const code = decisionSchema.parse(decision).contacts[0]?.form
  return accidentForms.find((form) => form.code === code)?.name.zh ?? '其他'
}

import type { Party } from '../../generated/prisma/client.ts'
import type { Context } from '../../kernel/context.ts'
import type { Sealed } from '../../kernel/sealed.ts'

/** What identifies a party beyond its name. Sealed in its row. */
export interface PartyNumbers {
  readonly phone: string | null
  readonly licenceNumber: string | null
}

type Field = keyof PartyNumbers

/** A party with its numbers opened. They stand apart, so that this is no row: it is neither written back nor vouched for. */
export type CaseParty = Omit<Party, Field> & { readonly numbers: PartyNumbers }

/** What may be written to a party: its numbers sealed only. */
export type PartyChange = Omit<Partial<Party>, Field> & SealedNumbers
type SealedNumbers = { readonly [field in Field]?: Sealed }

export async function withNumbers(ctx: Context, row: Party): Promise<CaseParty> {
  const { phone, licenceNumber, ...party } = row
  const open = (field: Field, stored: string | null) =>
    stored === null ? null : ctx.fields.open({ field: `party.${field}`, row: party.id }, stored)
  return {
    ...party,
    numbers: { phone: await open('phone', phone), licenceNumber: await open('licenceNumber', licenceNumber) },
  }
}

/** Of a party whose id is known, and only the numbers that are given. */
export async function sealNumbers(
  ctx: Context,
  row: string,
  { phone, licenceNumber }: Partial<PartyNumbers>,
): Promise<SealedNumbers> {
  return {
    ...(phone ? { phone: await ctx.fields.seal({ field: 'party.phone', row }, phone) } : {}),
    ...(licenceNumber
      ? { licenceNumber: await ctx.fields.seal({ field: 'party.licenceNumber', row }, licenceNumber) }
      : {}),
  }
}

import { systemActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { lockAccident, noteOnCase, type AccidentTx } from './move.ts'
import { changeParty } from './parties.ts'
import { sealNumbers, withNumbers } from './party-numbers.ts'

const atOnce = 200

/**
 * Seals the numbers of parties that were written before numbers were sealed; can be stopped and begun again. The audit record vouches for
 * these rows, so each is an act of its own in its case's stream. Returns how many rows it sealed.
 */
export async function sealPlainParties(ctx: Context): Promise<number> {
  for (let sealed = 0; ;) {
    const rows = await plainParties(ctx)
    if (rows.length === 0) return sealed
    for (const { id, accidentId } of rows) await sealParty(ctx, id, accidentId)
    sealed += rows.length
  }
}

/** The condition is that of index `party_plain`, word for word: on millions of rows it answers at once that none is left. */
function plainParties(ctx: Context) {
  return ctx.db.$queryRaw<{ id: string; accidentId: string }[]>`
    select id, "accidentId" from party
    where phone not like 'sealed:%' or "licenceNumber" not like 'sealed:%' limit ${atOnce}`
}

async function sealParty(ctx: Context, id: string, accidentId: string): Promise<void> {
  await ctx.transact(async (tx: AccidentTx) => {
    const accident = await lockAccident(tx, accidentId)
    if (!accident) return
    const party = await tx.party.findUniqueOrThrow({ where: { id } })
    const { numbers } = await withNumbers(ctx, party)
    const row = await changeParty(tx, party, await sealNumbers(ctx, id, numbers))
    await noteOnCase(ctx, tx, accident, {
      actor: systemActor,
      action: 'accident.numbers-sealed',
      details: { side: row.side },
      rows: [{ model: 'party', row }],
    })
  })
}

import type { Context } from '../../kernel/context.ts'

/** Does a police unit answer for this district? A case anywhere else would be seen by nobody. */
export async function isServed(ctx: Context, districtCode: string): Promise<boolean> {
  return (await ctx.db.unit.count({ where: { districtCode } })) > 0
}

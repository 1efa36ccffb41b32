import { expect } from 'vitest'
import { lostOrDoubled, unfinished } from '../../infra/chaos/aftermath.ts'
import { verifyAudit } from '../../infra/stage/audit.ts'
import type { Scene } from '../../infra/demo/photos.ts'
import type { Played } from '../../infra/demo/play.ts'
import type { Stage } from '../../infra/stage/stage.ts'
import { until } from '../../infra/stage/until.ts'

/** What must hold of a case that was played to its end, whatever was killed on the way. */
export async function expectNothingLostOrDoubled(stage: Stage, scene: Scene, played: Played): Promise<void> {
  expect(await lostOrDoubled(stage, scene, played)).toEqual([])
  await until('everything announced has been handed on and done', async () => (await unfinished(stage)).length === 0)
  expect(await verifyAudit(stage)).toMatchObject({ verified: true, broken: [] })
}

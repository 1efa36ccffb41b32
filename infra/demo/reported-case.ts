import { messagesOn } from '../simulators/control-client.ts'
import { Person } from '../stage/client.ts'
import type { Stage } from '../stage/stage.ts'
import type { PlateKey } from './photos.ts'
import { scenePlace } from './script.ts'

const phone = '13912345678'

/** A driver who has just reported a case of two cars. */
export async function reportCase(
  stage: Stage,
  [ownVehicle, other]: readonly [PlateKey, PlateKey],
): Promise<{ driver: Person; accidentId: string }> {
  const driver = new Person(stage.url, 'driver')
  await driver.post('/driver/codes', { phone })
  const sent = await messagesOn(stage.simulators.smsUrl, phone)
  await driver.post('/driver/session', { phone, code: sent.at(-1)?.parameters.code })
  const { id } = await driver.post<{ id: string }>('/accidents', {
    occurredAt: new Date(Date.now() - 60_000).toISOString(),
    ...scenePlace,
    ownVehicle,
    otherVehicles: [other],
  })
  return { driver, accidentId: id }
}

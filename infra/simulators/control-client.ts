import { z } from 'zod'
import type { PlantedFault } from './program/faults.ts'

const Message = z.object({
  messageId: z.string(),
  at: z.string(),
  phone: z.string(),
  template: z.string(),
  parameters: z.record(z.string(), z.string()),
})

const Claim = z.object({
  insurerId: z.string(),
  claimNumber: z.string(),
  key: z.string(),
  /** How often the report came in. */
  arrivals: z.number(),
  report: z.looseObject({ accidentNumber: z.string(), documentSha256: z.string(), documentUrl: z.string() }),
  /** Per side, what the insurer understood (全部责任 ...); undefined where it understood nothing. */
  liability: z.array(z.object({ side: z.string(), meaning: z.string().optional() })),
})

const Keeper = z.object({ name: z.string(), licenceNumber: z.string(), phone: z.string() }).nullable()

/** Plants a fault in the simulator at `url`; defaults are those of `Fault`. */
export async function plantFault(url: string, fault: PlantedFault): Promise<void> {
  const response = await fetch(`${url}/control/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  })
  if (!response.ok) throw new Error(`The simulator refused the fault ${fault.kind}: ${response.status}`)
}

export async function healFaults(url: string): Promise<void> {
  await fetch(`${url}/control/faults`, { method: 'DELETE' })
}

/** Everything that arrived at the simulator at `url`, oldest first, in its own form. */
export async function received(url: string): Promise<unknown[]> {
  return z.array(z.unknown()).parse(await ask(`${url}/control/received`))
}

/** The messages that a phone shows, oldest first. */
export async function messagesOn(smsUrl: string, phone: string): Promise<z.infer<typeof Message>[]> {
  return z.array(Message).parse(await ask(`${smsUrl}/control/messages?${new URLSearchParams({ phone }).toString()}`))
}

/** The claims that the insurers opened, oldest first. */
export async function claimsAt(insurerUrl: string): Promise<z.infer<typeof Claim>[]> {
  return z.array(Claim).parse(await ask(`${insurerUrl}/control/received`))
}

/** The person who drives this vehicle in the simulated city; null where no vehicle bears the plate. */
export async function keeperOf(
  registriesUrl: string,
  plate: { plateNumber: string; plateKind: string },
): Promise<z.infer<typeof Keeper>> {
  const { plateNumber, plateKind } = plate
  const query = new URLSearchParams({ plateNumber, plateKind }).toString()
  return Keeper.parse(await ask(`${registriesUrl}/control/keeper?${query}`))
}

async function ask(address: string): Promise<unknown> {
  return (await fetch(address)).json()
}

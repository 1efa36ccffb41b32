import type { DomainEvent } from '../../kernel/outbox.ts'

/** A vehicle's number is known or was changed: the registers are asked. */
export const vehicleKnown = (accidentId: string, side: string): DomainEvent => ({
  topic: 'accident.vehicle-known',
  payload: { id: `${accidentId}:${side}`, accidentId, side },
})

/** The registers have answered for a vehicle whose case is in the hands of the insurers already. */
export const vehicleAnsweredLate = (accidentId: string): DomainEvent => ({
  topic: 'accident.vehicle-answered-late',
  payload: { id: accidentId, accidentId },
})

/** A driver's name and licence number are known: the register is asked whether they belong together and whether he may drive. */
export const licenceKnown = (accidentId: string, side: string): DomainEvent => ({
  topic: 'accident.licence-known',
  payload: { id: `${accidentId}:${side}:licence`, accidentId, side },
})

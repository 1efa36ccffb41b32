import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import type { Registries, RegistryAnswer } from '../../kernel/ports.ts'
import { postJson } from '../post-json.ts'
import { answerWith, LicenceRecord, PoliciesRecord, VehicleRecord } from './answers.ts'

/** Why a register counts as down; bears nothing of what was asked. */
export interface RegisterDown {
  readonly register: 'vehicles' | 'policies' | 'licences'
  readonly reason: 'unreachable-or-late' | 'refused' | 'answer-not-understood' | 'answer-to-another-question'
}

/**
 * The state's registers over HTTP: `POST {url}/{vehicles|policies|licences}/query`, bearer token. Questions travel in the
 * body: a licence number is a citizen number and must not stand in an access log.
 *
 * Whatever keeps an answer from being relied upon is `down`: late (`timeoutMs` per question), unreachable, any status but
 * 200, unparseable, or about somebody else. "Not found" is believed only when the register says so in its own words.
 * `onDown` hears the reason, for logs and metrics.
 */
export function httpRegistries({
  url,
  token,
  timeoutMs = 2_000,
  onDown = () => undefined,
}: {
  url: string
  token: string
  timeoutMs?: number
  onDown?: (event: RegisterDown) => void
}): Registries {
  async function ask<T>(
    register: RegisterDown['register'],
    question: Record<string, string>,
    record: z.ZodType<T>,
  ): Promise<RegistryAnswer<T>> {
    const down = (reason: RegisterDown['reason']) => {
      onDown({ register, reason })
      return { status: 'down' } as const
    }

    const response = await postJson(`${url}/${register}/query`, {
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(question),
      timeoutMs,
    }).catch(() => null)
    if (!response) return down('unreachable-or-late')
    if (response.status !== 200) return down('refused')

    const answer = answerWith(record).safeParse(response.json)
    if (!answer.success) return down('answer-not-understood')
    if (!isDeepStrictEqual(answer.data.question, question)) return down('answer-to-another-question')
    if (answer.data.status === 'not-found') return { status: 'not-found' }
    return { status: 'found', value: answer.data.record }
  }

  return {
    vehicle: ({ plateNumber, plateKind }) => ask('vehicles', { plateNumber, plateKind }, VehicleRecord),
    policies: ({ plateNumber, plateKind }) => ask('policies', { plateNumber, plateKind }, PoliciesRecord),
    licence: (licenceNumber) => ask('licences', { licenceNumber }, LicenceRecord),
  }
}

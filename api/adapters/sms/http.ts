import { z } from 'zod'
import { fail } from '../../kernel/errors.ts'
import type { SmsGateway } from '../../kernel/ports.ts'
import { postJson } from '../post-json.ts'

const Accepted = z.object({ messageId: z.string().min(1), key: z.string() })

/**
 * A text message gateway over HTTP: `POST {url}/messages`, bearer token, the message's key as Idempotency-Key, so that a
 * retry after a lost answer sends nothing twice.
 * Fails with `bad-input` where the gateway refuses the message itself, `idempotency-conflict` where the key stands for
 * another message, and `unavailable` for everything that a later try may cure.
 */
export function httpSms({
  url,
  token,
  timeoutMs = 5_000,
}: {
  url: string
  token: string
  timeoutMs?: number
}): SmsGateway {
  return {
    async send({ phone, template, parameters, key }) {
      const response = await postJson(`${url}/messages`, {
        headers: { authorization: `Bearer ${token}`, 'idempotency-key': key },
        body: JSON.stringify({ phone, template, parameters }),
        timeoutMs,
      }).catch((error: unknown) => fail('unavailable', { part: 'sms' }, error))
      if (response.status === 409) fail('idempotency-conflict')
      if (response.status === 400 || response.status === 422) {
        fail('bad-input', { issues: [{ path: 'message', message: 'refused by the text message gateway' }] })
      }

      const accepted = Accepted.safeParse(response.json)
      if (response.status !== 202 || !accepted.success || accepted.data.key !== key)
        fail('unavailable', { part: 'sms' })
    },
  }
}

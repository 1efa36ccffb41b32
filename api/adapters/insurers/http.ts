import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { type Clock, systemClock } from '../../kernel/clock.ts'
import type { ClaimAnswer, ClaimReport, Insurers } from '../../kernel/ports.ts'
import { postJson } from '../post-json.ts'
import { liabilityCode, type LiabilityCodeTable } from './liability-codes.ts'
import { signRequest } from './signature.ts'

/** One insurer's intake. `url` is its base, with its own path; claims go to `{url}/claims`. */
export interface InsurerConnection {
  readonly id: string
  readonly url: string
  readonly secret: string
  readonly codeTable: LiabilityCodeTable
}

/** The answer repeats key and accident, so that one claim's number cannot end up on another. */
const Accepted = z.object({ claimNumber: z.string().min(1).max(64), key: z.string(), accidentNumber: z.string() })

/** A reason in the insurer's own words: a code of theirs, never a text that might repeat personal data. */
const Refusal = z.object({ code: z.string().regex(/^[a-z0-9-]{1,60}$/) })

/** The report itself is at fault: the same report will never be accepted. */
const finalStatuses = [400, 409, 413, 422]

/**
 * Claim intake of the insurers over signed HTTP (signature.ts), idempotent by key. A document address without a host is
 * completed with `publicUrl`. Sign with the wall clock also where the platform's clock is set: the other side has its own.
 *
 * `rejected`: the insurer read the report and will not have it, or is not connected. `unavailable`: late (`timeoutMs`),
 * unreachable, 5xx, a signature refused, an answer not understood or not to this report; the same key may be tried again.
 */
export function httpInsurers({
  insurers,
  publicUrl,
  timeoutMs = 10_000,
  clock = systemClock,
}: {
  insurers: readonly InsurerConnection[]
  publicUrl: string
  timeoutMs?: number
  clock?: Clock
}): Insurers {
  return {
    async reportClaim(insurerId, report, key) {
      const insurer = insurers.find(({ id }) => id === insurerId)
      if (!insurer) return { status: 'rejected', reason: 'insurer-not-connected' }

      const address = new URL(`${insurer.url}/claims`)
      const body = JSON.stringify(inTermsOf(insurer, report, publicUrl))
      const signed = signRequest(
        { path: address.pathname, body, idempotencyKey: key },
        { keyId: insurer.id, secret: insurer.secret, nonce: randomBytes(16).toString('base64url'), at: clock.now() },
      )
      const response = await postJson(address, { headers: signed, body, timeoutMs }).catch(() => null)
      return response ? readAnswer(response, report, key) : { status: 'unavailable', reason: 'unreachable-or-late' }
    },
  }
}

function inTermsOf(insurer: InsurerConnection, report: ClaimReport, publicUrl: string) {
  return {
    ...report,
    documentUrl: new URL(report.documentUrl, publicUrl).href,
    parties: report.parties.map(({ liability, ...party }) => ({
      ...party,
      liabilityCode: liabilityCode(insurer.codeTable, liability),
    })),
  }
}

function readAnswer(
  { status, json }: { status: number; json: unknown },
  { accidentNumber }: ClaimReport,
  key: string,
): ClaimAnswer {
  if (status === 200 || status === 201) {
    const accepted = Accepted.safeParse(json)
    if (!accepted.success) return { status: 'unavailable', reason: 'answer-not-understood' }
    if (accepted.data.key !== key || accepted.data.accidentNumber !== accidentNumber) {
      return { status: 'unavailable', reason: 'answer-to-another-report' }
    }
    return { status: 'accepted', claimNumber: accepted.data.claimNumber }
  }
  const refusal = Refusal.safeParse(json)
  const reason = refusal.success ? refusal.data.code : `status-${status}`
  return { status: finalStatuses.includes(status) ? 'rejected' : 'unavailable', reason }
}

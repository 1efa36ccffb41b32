import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import express, { type Request, type RequestHandler } from 'express'
import { z } from 'zod'
import { controlRoutes } from '../program/control.ts'
import { type Answer, createExchange } from '../program/exchange.ts'
import { createFaults } from '../program/faults.ts'
import { openJournal } from '../program/journal.ts'
import { keptSecret } from '../program/secret.ts'
import type { Program } from '../program/serve.ts'
import { type Insurer, insurers } from './insurers.ts'
import { Report } from './report.ts'
import { verifySignature } from './signature.ts'

const Key = z.string().min(1).max(200)

/** `signed`: a nonce is used up. `claimed`: a claim was opened. `repeated`: its report came once more. */
const Entry = z.discriminatedUnion('event', [
  z.object({ event: z.literal('signed'), insurerId: z.string(), nonce: z.string(), createdS: z.number() }),
  z.object({
    event: z.literal('claimed'),
    insurerId: z.string(),
    key: z.string(),
    claimNumber: z.string(),
    at: z.string(),
    report: Report,
  }),
  z.object({ event: z.literal('repeated'), claimNumber: z.string(), at: z.string() }),
])
type Entry = z.infer<typeof Entry>
type Claim = Extract<Entry, { event: 'claimed' }>

/** The program of all insurers; the credentials are one secret per insurer id. */
export function claimIntake(dataDir: string | undefined): Program {
  const master = keptSecret(dataDir)
  const secretOf = (insurerId: string) => createHmac('sha256', master).update(insurerId).digest('base64url')
  const faults = createFaults()
  const exchange = createExchange(faults)
  const journal = openJournal<Entry>(dataDir && join(dataDir, 'events.jsonl'), Entry)

  const claims = () => journal.entries.filter((entry) => entry.event === 'claimed')

  /** Lets in genuine requests only, each once. Comes before everything that a sender could gain from. */
  const requireSignature: RequestHandler = (request, response, next) => {
    const insurerId = String(request.params['insurerId'])
    if (!insurers[insurerId]) {
      response.status(404).json({ code: 'unknown-insurer' })
      return
    }
    const nowS = Math.floor(Date.now() / 1000)
    const verdict = verifySignature(
      { method: request.method, path: request.path, body: bytesOf(request), header: (name) => request.get(name) },
      { keyId: insurerId, secret: secretOf(insurerId), nowS },
    )
    if (!verdict.genuine) {
      response.status(401).json({ code: verdict.code })
      return
    }
    const { nonce, createdS } = verdict
    const seen = (entry: Entry) => entry.event === 'signed' && entry.nonce === nonce && entry.insurerId === insurerId
    if (journal.entries.some(seen)) {
      response.status(401).json({ code: 'signature-replayed' })
      return
    }
    journal.append({ event: 'signed', insurerId, nonce, createdS })
    next()
  }

  function take(request: Request): Answer {
    const insurerId = String(request.params['insurerId'])
    const insurer = insurers[insurerId]
    if (!insurer) return refusal(404, 'unknown-insurer')
    const key = Key.parse(request.get('idempotency-key'))
    const report = Report.parse(JSON.parse(bytesOf(request).toString('utf8')))

    const known = claims().find((claim) => claim.insurerId === insurerId && claim.key === key)
    if (known && !sameMatter(known.report, report)) return refusal(409, 'key-reused')
    if (known) {
      journal.append({ event: 'repeated', claimNumber: known.claimNumber, at: new Date().toISOString() })
      return acceptance(200, known)
    }

    const objection = objectionTo(report, insurerId, insurer)
    if (objection) return refusal(422, objection)
    const claim = { insurerId, key, claimNumber: nextNumber(insurerId, insurer), at: new Date().toISOString(), report }
    journal.append({ event: 'claimed', ...claim })
    return acceptance(201, claim)
  }

  function nextNumber(insurerId: string, insurer: Insurer): string {
    const serial = claims().filter((claim) => claim.insurerId === insurerId).length + 1
    return insurer.claimNumber(new Date().getFullYear(), serial)
  }

  function received() {
    return claims().map(({ insurerId, key, claimNumber, at, report }) => ({
      insurerId,
      claimNumber,
      key,
      at,
      arrivals: 1 + repeats(claimNumber),
      report,
      liability: report.parties.map(({ side, liabilityCode }) => ({
        side,
        meaning: insurers[insurerId]?.liabilityByCode[liabilityCode],
      })),
    }))
  }
  const repeats = (claimNumber: string) =>
    journal.entries.filter((entry) => entry.event === 'repeated' && entry.claimNumber === claimNumber).length

  const routes = express.Router()
  routes.use('/control', controlRoutes(faults, received))
  routes.post('/:insurerId/claims', express.raw({ type: '*/*', limit: '1mb' }), requireSignature, exchange(take))
  const secrets = Object.fromEntries(Object.keys(insurers).map((insurerId) => [insurerId, secretOf(insurerId)]))
  return { routes, credentials: { secrets } }
}

/** Why this insurer will not have the report, as a code; undefined where it will. */
function objectionTo(report: Report, insurerId: string, insurer: Insurer): string | undefined {
  if (!report.parties.some((party) => party.insurerId === insurerId)) return 'no-party-insured-here'
  if (report.parties.some((party) => !insurer.liabilityByCode[party.liabilityCode])) return 'unknown-liability-code'
  return undefined
}

/** A retry may bear a fresh link to the document; accident and document must be the same. */
function sameMatter(a: Report, b: Report): boolean {
  return a.accidentNumber === b.accidentNumber && a.documentSha256 === b.documentSha256
}

function acceptance(status: number, { claimNumber, key, report }: Omit<Claim, 'event'>): Answer {
  return { status, body: { claimNumber, key, accidentNumber: report.accidentNumber } }
}

function refusal(status: number, code: string): Answer {
  return { status, body: { code } }
}

function bytesOf(request: Request): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
}

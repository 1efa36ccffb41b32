import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { Server } from '@tus/server'
import { Router, type Request as ExpressRequest, type Response as ExpressResponse } from 'express'
import type { Upload } from '../../generated/prisma/client.ts'
import type { Actor, DriverActor, StaffActor } from '../../kernel/access/roles.ts'
import type { Context } from '../../kernel/context.ts'
import { fail, isFailure } from '../../kernel/errors.ts'
import { inMegabytes, uploadBounds } from './bounds.ts'
import { TusStore } from './tus-store.ts'
import { beginUpload, discardUpload, findOwnUpload } from './upload-area.ts'

export interface UploadParts {
  readonly ctx: Context
  /** Who calls; fails `not-signed-in` or `cross-site`. The http layer's own rule, handed in. */
  readonly authenticate: (request: ExpressRequest) => Promise<Actor | null>
}

const mountedAt = '/api/uploads'
/** All that tus is told: no method override, and no metadata, for a file name says more than we need. */
const passedOn = ['tus-resumable', 'content-type', 'content-length', 'upload-length', 'upload-offset']
const uploadId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * Resumable uploads (tus 1.0: creation, creation with upload, termination) into the shared upload area, so that any http process goes on where
 * another stopped. A finished upload acknowledges nothing: `POST /evidence` does. Two processes that write one upload at once write the same
 * bytes to the same places, and the SHA-256 is judged afterwards over what lies there; so a lock within each process is enough.
 */
export function uploadRouter({ ctx, authenticate }: UploadParts): Router {
  const tus = tusServer(ctx)
  const router = Router()

  router.post('/', async (request, response) => {
    const owner = await signedIn(authenticate, request)
    await tus.answer(request, response, await beginUpload(ctx, owner, announcedBytes(request)))
  })

  router.all('/:id', async (request, response) => {
    const owner = await signedIn(authenticate, request)
    if (!['HEAD', 'PATCH', 'DELETE'].includes(request.method)) fail('not-found')
    const id = String(request.params.id)
    const upload = uploadId.test(id) ? await findOwnUpload(ctx, owner, id) : null
    if (!upload) fail('not-found')
    if (request.method === 'DELETE') {
      await discardUpload(ctx, id)
      response.setHeader('Tus-Resumable', '1.0.0')
      response.status(204).end()
    } else await tus.answer(request, response, upload)
  })

  return router
}

async function signedIn(
  authenticate: UploadParts['authenticate'],
  request: ExpressRequest,
): Promise<StaffActor | DriverActor> {
  const actor = await authenticate(request)
  if (!actor || actor.kind === 'system') fail('not-signed-in')
  return actor
}

/** Upload-Length: 1 byte to the bound of a clip; what a photo may have is judged when it is acknowledged. */
function announcedBytes(request: ExpressRequest): number {
  const text = request.header('upload-length') ?? ''
  const bytes = /^\d{1,15}$/.test(text) ? Number(text) : 0
  if (bytes < 1)
    fail('bad-input', {
      issues: [{ path: 'Upload-Length', message: 'the file has no bytes, or its length is not stated' }],
    })
  const { clipBytes: maxBytes } = uploadBounds
  if (bytes > maxBytes) fail('too-large', { bound: inMegabytes(maxBytes), maxBytes })
  return bytes
}

interface TusServer {
  /** Lets tus answer for this upload; its refusals become our problems. */
  answer(request: ExpressRequest, response: ExpressResponse, upload: Upload): Promise<void>
}

function tusServer(ctx: Context): TusServer {
  const ids = new WeakMap<object, string>()
  const failures = new WeakMap<object, unknown>()
  const server = new Server({
    path: mountedAt,
    datastore: new TusStore(ctx),
    maxSize: uploadBounds.clipBytes,
    relativeLocation: true,
    allowedOrigins: () => false,
    namingFunction: (request) => ids.get(request) ?? fail('internal'),
    onResponseError: (request, error) => void failures.set(request, error),
  })
  return {
    async answer(request, response, { id, bytes }) {
      const asked = toWebRequest(request, id)
      ids.set(asked, id)
      const answer = await server.handleWeb(asked)
      response.setHeader('Tus-Resumable', '1.0.0')
      const failure = failures.get(asked)
      if (isFailure(failure)) throw failure
      if (answer.status >= 400) refuse(answer.status, await answer.text(), bytes)
      answer.headers.forEach((value, name) => response.setHeader(name, value))
      response.setHeader('Cache-Control', 'no-store')
      response.status(answer.status).end()
    },
  }
}

function toWebRequest(request: ExpressRequest, id: string): Request {
  const { method } = request
  const headers = new Headers()
  for (const name of passedOn) {
    const value = request.header(name)
    if (value !== undefined) headers.set(name, value)
  }
  const url = `http://uploads${mountedAt}${method === 'POST' ? '' : `/${id}`}`
  if (method === 'HEAD') return new Request(url, { method, headers })
  return new Request(url, {
    method,
    headers,
    body: Readable.toWeb(request) as ReadableStream<Uint8Array>,
    duplex: 'half',
  })
}

/** A conflict tells the client to ask where it stands; `unavailable` to try again. */
function refuse(status: number, text: string, announced: number): never {
  if (status === 413) {
    const bound = { zh: `申报的 ${announced} 字节`, en: `the ${announced} bytes that were announced` }
    fail('too-large', { bound, maxBytes: announced })
  }
  if (status === 404 || status === 410) fail('not-found')
  if (status === 409 || status === 423) fail('conflict', { state: 'another-offset' })
  if (status >= 500) fail('unavailable', { part: 'uploads' }, new Error(text.trim()))
  return fail('bad-input', { issues: [{ path: '', message: text.trim() }] })
}

import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Behaviour, Report } from './s3-server.ts'

/**
 * An S3 server for tests and demonstrations, in a process of its own: `s3-server.child.ts DIRECTORY BUCKET PORT`, 0 for any. s3rver checks signatures and keeps the objects; what it
 * lacks of real servers (aborting and listing multipart uploads, private buckets, conditional writes, object lock, lifecycle) stands here,
 * and so do the faults. The parent sets the behaviour by messages and is told what came.
 */
const [directory = '', bucket = '', port = '0'] = process.argv.slice(2)
let behaviour: Behaviour = {}
const seen: Report['seen'] = []
let lifecycle: string | undefined

// Before s3rver is loaded: it judges expiry by this clock.
const RealDate = Date
globalThis.Date = class extends RealDate {
  constructor(...args: []) {
    super(...(args.length > 0 ? args : ([behaviour.now ?? RealDate.now()] as unknown as [])))
  }
  static override now = () => behaviour.now ?? RealDate.now()
} as DateConstructor

// S3 signs query parameters encoded by RFC 3986; s3rver leaves out these five characters, and `filename*=UTF-8''` has one of them.
const lenient = globalThis.encodeURIComponent
globalThis.encodeURIComponent = (text) =>
  lenient(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)

const { default: S3rver } = await import('@20minutes/s3rver')
const server = new S3rver({
  address: '127.0.0.1',
  port: Number(port),
  silent: true,
  directory,
  vhostBuckets: false,
  configureBuckets: [{ name: bucket }],
})
type Step = (typeof server.middleware)[number]
type Asked = Parameters<Step>[0]

const keyOf = ({ path }: Asked) => decodeURIComponent(path.slice(bucket.length + 2))
/** Where s3rver keeps the parts of unfinished uploads. */
const partsFolder = join(directory, bucket, '._S3rver_uploads')
const refuse = (ctx: Asked, status: number, code: string) => {
  Object.assign(ctx, {
    status,
    type: 'application/xml',
    body: `<Error><Code>${code}</Code><Message>x</Message></Error>`,
  })
}

/** Long enough for every other writer to look whether the key is free. */
const slownessMs = 300

const watch: Step = (ctx, next) => {
  const { method, query, headers } = ctx
  seen.push({ method, key: keyOf(ctx), query: Object.keys(query), headers: { ...headers } as Record<string, string> })
  return next()
}

/** 507 is what MinIO says when its disks are full. */
const refusals = { 500: 'InternalError', 503: 'SlowDown', 507: 'XMinioStorageFull' } as const

const misbehave: Step = async (ctx, next) => {
  const { fault } = behaviour
  const hit = fault && fault.method === ctx.method && (fault.query === undefined || fault.query in ctx.query)
  if (!hit || (fault.after ?? 0) > 0) {
    if (hit) fault.after = (fault.after ?? 0) - 1
    return next()
  }
  if (fault.does === 'slow') {
    await sleep(slownessMs)
    return next()
  }
  if (fault.does === 'hang') return new Promise(() => (ctx.respond = false))
  if (fault.does === 'cut') {
    ctx.respond = false
    ctx.req.socket.destroy()
  } else if (fault.does === 'late-error') refuse(ctx, 200, 'InternalError')
  else if (fault.does === 'lose-answer') {
    await next()
    ctx.respond = false
    ctx.req.socket.destroy()
  } else refuse(ctx, fault.does, refusals[fault.does])
  if (fault.once) delete behaviour.fault
}

const keepPrivate: Step = (ctx, next) => {
  const signed = 'authorization' in ctx.headers || 'X-Amz-Algorithm' in ctx.query
  return signed ? next() : Promise.resolve(refuse(ctx, 403, 'AccessDenied'))
}

const turns = new Map<string, Promise<void>>()
const honourConditions: Step = async (ctx, next) => {
  const conditional = ctx.headers['if-none-match'] === '*' && ['PUT', 'POST'].includes(ctx.method)
  if (!behaviour.conditionalWrites || !conditional) return next()
  const key = keyOf(ctx)
  const turn = (turns.get(key) ?? Promise.resolve()).then(async () => {
    if (await server.store.existsObject(bucket, key)) refuse(ctx, 412, 'PreconditionFailed')
    else await next()
  })
  turns.set(
    key,
    turn.catch(() => undefined),
  )
  return turn
}

const knowUnfinishedUploads: Step = async (ctx, next) => {
  const { uploadId } = ctx.query
  if (ctx.method === 'DELETE' && uploadId) {
    const known = (await unfinished()).some((upload) => upload.uploadId === uploadId)
    if (!known) return refuse(ctx, 404, 'NoSuchUpload')
    await rm(join(partsFolder, uploadId), { recursive: true })
    Object.assign(ctx, { status: 204, body: null })
  } else if (ctx.method === 'GET' && 'uploads' in ctx.query) {
    const uploads = (await unfinished()).map(
      ({ key, uploadId, initiated }) =>
        `<Upload><Key>${key}</Key><UploadId>${uploadId}</UploadId><Initiated>${initiated}</Initiated></Upload>`,
    )
    const body = `<ListMultipartUploadsResult><IsTruncated>false</IsTruncated>${uploads.join('')}</ListMultipartUploadsResult>`
    Object.assign(ctx, { status: 200, type: 'application/xml', body })
  } else return next()
}

async function unfinished() {
  const ids = await readdir(partsFolder).catch(() => [])
  return Promise.all(
    ids.map(async (uploadId) => ({
      uploadId,
      key: await readFile(join(partsFolder, uploadId, 'key'), 'utf8'),
      initiated: (await stat(join(partsFolder, uploadId, 'key'))).mtime.toISOString(),
    })),
  )
}

/** Until when a lock keeps an object, by its key. */
const locks = new Map<string, string>()
const onlyVersion = 'the-only-version'

/** A bucket with object lock keeps versions: a removal that names none hides the object, one that names it obeys the lock. */
const keepVersions: Step = async (ctx, next) => {
  if (behaviour.objectLock !== 'on') return next()
  const key = keyOf(ctx)
  const until = ctx.headers['x-amz-object-lock-retain-until-date']
  if (until) locks.set(key, until)
  const lockedUntil = locks.get(key)
  if (ctx.method === 'GET' && 'versions' in ctx.query) {
    const asked = ctx.query.prefix ?? ''
    const version = `<Version><Key>${asked}</Key><VersionId>${onlyVersion}</VersionId><IsLatest>true</IsLatest><Size>1</Size></Version>`
    const body = `<ListVersionsResult><IsTruncated>false</IsTruncated>${(await server.store.existsObject(bucket, asked)) ? version : ''}</ListVersionsResult>`
    Object.assign(ctx, { status: 200, type: 'application/xml', body })
  } else if (ctx.method === 'GET' && 'retention' in ctx.query) {
    if (!lockedUntil) return refuse(ctx, 404, 'NoSuchObjectLockConfiguration')
    const body = `<Retention><Mode>COMPLIANCE</Mode><RetainUntilDate>${lockedUntil}</RetainUntilDate></Retention>`
    Object.assign(ctx, { status: 200, type: 'application/xml', body })
  } else if (ctx.method === 'DELETE' && key !== '' && !('uploadId' in ctx.query)) {
    const locked = lockedUntil !== undefined && new RealDate(lockedUntil).getTime() > Date.now()
    if (ctx.query.versionId === undefined) Object.assign(ctx, { status: 204, body: null })
    else if (locked) refuse(ctx, 403, 'AccessDenied')
    else return next()
  } else return next()
}

const lockAndExpire: Step = async (ctx, next) => {
  const { objectLock, lifecycles } = behaviour
  if (objectLock && 'object-lock' in ctx.query) {
    if (objectLock === 'off') return refuse(ctx, 404, 'ObjectLockConfigurationNotFoundError')
    const body = '<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>'
    Object.assign(ctx, { status: 200, type: 'application/xml', body })
  } else if (lifecycles && 'lifecycle' in ctx.query && ctx.method === 'PUT') {
    lifecycle = (await ctx.req.toArray()).join('')
    Object.assign(ctx, { status: 200, body: '' })
  } else if (lifecycles && 'lifecycle' in ctx.query) {
    if (!lifecycle) return refuse(ctx, 404, 'NoSuchLifecycleConfiguration')
    Object.assign(ctx, { status: 200, type: 'application/xml', body: lifecycle })
  } else return next()
}

server.middleware.unshift(
  watch,
  misbehave,
  keepPrivate,
  honourConditions,
  knowUnfinishedUploads,
  keepVersions,
  lockAndExpire,
)

process.on('message', (next: Behaviour | 'report') => {
  if (next === 'report') {
    void unfinished().then((uploads) => process.send?.({ seen, unfinished: uploads, lifecycle } satisfies Report))
  } else {
    behaviour = next
    process.send?.('set')
  }
})
process.once('disconnect', () => process.exit())
process.send?.({ port: (await server.run()).port })

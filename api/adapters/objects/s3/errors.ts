import { setTimeout as sleep } from 'node:timers/promises'
import { S3Error } from 'minio'
import { Failure } from '../../../kernel/errors.ts'

/** The store answered that it cannot serve this now: 503 SlowDown, 500 InternalError ... */
export class StoreBusy extends Error {
  constructor(status: number) {
    super(`the object store answered ${status}`)
  }
}

/** The store accepted the request and said no more. */
export class StoreSilent extends Error {
  constructor(silenceMs: number) {
    super(`the object store was silent for ${silenceMs} ms`)
  }
}

/** What is over in a moment: a kept connection that the store had just closed, a restart, a limit of requests, another writer. */
const passing = ['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ConditionalRequestConflict']
const pausesMs = [100, 400]

/**
 * Asks the store, again after a pause where that may help. Every request that goes through here can be repeated: it reads, or writes bytes
 * that are still at hand. Fails `unavailable` where the store cannot be reached, is busy, or refuses us; other answers keep their S3 code.
 */
export async function ask<T>(request: () => Promise<T>): Promise<T> {
  for (const pauseMs of pausesMs) {
    try {
      return await request()
    } catch (error) {
      if (!(error instanceof StoreBusy) && !passing.includes(codeOf(error) ?? '')) throw toFailure(error)
      await sleep(pauseMs)
    }
  }
  return request().catch((error: unknown) => {
    throw toFailure(error)
  })
}

/** The same, where the answers with these S3 codes mean `value`. */
export async function askOr<T, V>(codes: readonly string[], value: V, request: () => Promise<T>): Promise<T | V> {
  return ask(request).catch((error: unknown) => {
    if (codes.includes(codeOf(error) ?? '')) return value
    throw error
  })
}

/** The S3 code of an answer, or the system's code of a broken connection. */
export function codeOf(error: unknown): string | undefined {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' ? code : undefined
}

/** Answers about the object that was asked for, or about what the server can do: whoever asked knows what they mean. */
const answers = [
  'NotFound',
  'NoSuchKey',
  'NoSuchUpload',
  'NoSuchLifecycleConfiguration',
  'ObjectLockConfigurationNotFoundError',
  'InvalidRange',
  'PreconditionFailed',
  'NotImplemented',
  'MethodNotAllowed',
]

/** Errors that Node gives to misuse of its own functions: defects of ours. Not so broken TLS and streams that were cut off. */
const misuse = /^ERR_(?!TLS|SSL|STREAM_PREMATURE_CLOSE)/

/**
 * Whatever else the store or the network says (no such bucket, wrong credentials, no space, a broken line, a request it does not understand),
 * it did not do its part, and nobody's bytes are lost by that: the log has the cause.
 */
export function toFailure(error: unknown): unknown {
  const code = codeOf(error)
  if (error instanceof Failure || (code !== undefined && answers.includes(code))) return error
  const ofTheStore = error instanceof S3Error || error instanceof StoreBusy || error instanceof StoreSilent
  const ofTheLine = code !== undefined && !misuse.test(code)
  return ofTheStore || ofTheLine ? new Failure('unavailable', { part: 'objects' }, withoutDetails(error)) : error
}

/** A refusal of S3 quotes what was signed, and with which key: neither belongs in a log. */
function withoutDetails(error: unknown): unknown {
  return error instanceof S3Error ? Object.assign(new S3Error(error.message), { code: error.code }) : error
}

import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { Client } from 'minio'
import { fail } from '../../../kernel/errors.ts'
import { ask, askOr, toFailure } from './errors.ts'

type Headers = Readonly<Record<string, string>>

export interface Found {
  readonly size: number
  /** As it was noted when the object was stored; null where somebody else stored it. */
  readonly sha256: string | null
}

/** The requests that we make to one bucket, each with time-outs, repeats and our codes. */
export type Bucket = ReturnType<typeof openBucket>

export function openBucket(client: Client, bucketName: string) {
  return {
    client,
    bucketName,

    async find(objectName: string): Promise<Found | null> {
      const found = await askOr(['NotFound', 'NoSuchKey'], null, () => client.statObject(bucketName, objectName))
      const metaData = found?.metaData as Record<string, string> | undefined
      return found && { size: found.size, sha256: metaData?.sha256 ?? null }
    },

    /** The object's bytes as they come; an error on the way has our codes. Null where there is no such object. */
    async get(objectName: string, range?: { start: number; end: number }): Promise<Readable | null> {
      const body = await askOr(['NoSuchKey', 'NotFound'], null, () =>
        askOr(['InvalidRange'], Readable.from([]), () =>
          range
            ? client.getPartialObject(bucketName, objectName, range.start, range.end - range.start + 1)
            : client.getObject(bucketName, objectName),
        ),
      )
      return body && withOurCodes(body)
    },

    async put(objectName: string, bytes: Buffer, headers: Headers = {}): Promise<void> {
      await ask(async () =>
        drained(
          await client.makeRequestAsync(
            { method: 'PUT', bucketName, objectName, headers: { ...headers, ...md5(bytes) } },
            bytes,
          ),
        ),
      )
    },

    /** Keys and sizes of all objects below `prefix`. */
    async list(prefix: string): Promise<{ key: string; size: number }[]> {
      return ask(async () => {
        const found: { key: string; size: number }[] = []
        for await (const { name, size } of client.listObjectsV2(bucketName, prefix, true) as AsyncIterable<Listed>)
          found.push({ key: name, size })
        return found
      })
    },

    async remove(objectNames: readonly string[]): Promise<void> {
      if (objectNames.length === 0) return
      // The request as a whole succeeds also where the store would not remove one of them.
      const refusals = await ask(() => client.removeObjects(bucketName, [...objectNames]))
      if (refusals.some((refusal) => refusal))
        fail('unavailable', { part: 'objects' }, new Error('the object store did not remove all that it was asked to'))
    },

    /** The versions of one object, the newest first, marks of removal among them; `undefined` is the only one of a store that keeps none. */
    async versions(objectName: string): Promise<(string | undefined)[]> {
      return askOr(['NotImplemented', 'MethodNotAllowed'], [undefined], async () => {
        const found: (string | undefined)[] = []
        const listed = client.listObjects(bucketName, objectName, true, { IncludeVersion: true })
        for await (const { name, versionId } of listed as AsyncIterable<{ name?: string; versionId?: string }>)
          if (name === objectName) found.push(versionId)
        return found
      })
    },

    removeVersion: (objectName: string, versionId: string | undefined): Promise<void> =>
      ask(() => client.removeObject(bucketName, objectName, versionId === undefined ? {} : { versionId })),

    /** Until when a lock keeps this version; null where none does. */
    async retainedUntil(objectName: string, versionId: string): Promise<Date | null> {
      const told = await askOr(['NoSuchObjectLockConfiguration', 'NotFound'], null, () =>
        client.getObjectRetention(bucketName, objectName, { versionId }),
      )
      return told?.retainUntilDate ? new Date(told.retainUntilDate) : null
    },

    beginParts: (objectName: string, headers: Headers): Promise<string> =>
      ask(() => client.initiateNewMultipartUpload(bucketName, objectName, { ...headers })),

    async putPart(objectName: string, uploadID: string, partNumber: number, bytes: Buffer): Promise<Part> {
      const headers = md5(bytes)
      const part = await ask(() => client.uploadPart({ bucketName, objectName, uploadID, partNumber, headers }, bytes))
      return { number: partNumber, etag: part.etag }
    },

    /** Makes one object of the parts. minio's own method takes no headers. A server may begin with 200 and say later that it failed. */
    async joinParts(
      objectName: string,
      uploadId: string,
      parts: readonly Part[],
      headers: Headers = {},
    ): Promise<void> {
      const list = parts.map(
        ({ number, etag }) => `<Part><PartNumber>${number}</PartNumber><ETag>"${etag}"</ETag></Part>`,
      )
      const xml = `<CompleteMultipartUpload>${list.join('')}</CompleteMultipartUpload>`
      await ask(async () => {
        const query = `uploadId=${encodeURIComponent(uploadId)}`
        const asked = { method: 'POST', bucketName, objectName, query, headers: { ...headers } }
        const answer = (await drained(await client.makeRequestAsync(asked, xml))).toString()
        const code = /<Error>.*?<Code>([^<]*)<\/Code>/s.exec(answer)?.[1]
        if (code !== undefined) throw Object.assign(new Error('the parts were not joined'), { code })
      })
    },

    async dropParts(objectName: string, uploadId: string): Promise<void> {
      await askOr(['NoSuchUpload', 'NotFound'], undefined, () =>
        client.abortMultipartUpload(bucketName, objectName, uploadId),
      )
    },
  }
}

export interface Part {
  readonly number: number
  readonly etag: string
}

type Listed = { readonly name: string; readonly size: number }

const drained = (answer: IncomingMessage): Promise<Buffer> => buffer(answer)

/** Stores demand it beside a retention period; it costs little. */
const md5 = (bytes: Buffer) => ({ 'content-md5': createHash('md5').update(bytes).digest('base64') })

function withOurCodes(body: Readable): Readable {
  const bytes = async function* () {
    try {
      yield* body
    } catch (error) {
      throw toFailure(error)
    }
  }
  return Readable.from(bytes(), { objectMode: false })
}

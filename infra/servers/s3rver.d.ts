/** What we use of the S3 server for tests; it brings no types. */
declare module '@20minutes/s3rver' {
  import type { IncomingMessage } from 'node:http'
  import type { AddressInfo } from 'node:net'

  interface Context {
    readonly method: string
    readonly path: string
    readonly query: Record<string, string | undefined>
    readonly headers: Record<string, string | undefined>
    readonly req: IncomingMessage
    status: number
    type: string
    body: unknown
    respond: boolean
  }

  export default class S3rver {
    constructor(options: {
      address: string
      port: number
      silent: boolean
      directory: string
      vhostBuckets: boolean
      configureBuckets: { name: string }[]
    })
    /** What every request goes through, in this order (koa). */
    readonly middleware: ((ctx: Context, next: () => Promise<void>) => Promise<void>)[]
    readonly store: { existsObject(bucket: string, key: string): Promise<boolean> }
    run(): Promise<AddressInfo>
  }
}

import type { Readable } from 'node:stream'
import { DataStore, ERRORS, Upload } from '@tus/server'
import type { Context } from '../../kernel/context.ts'

/** The upload area as tus knows it. The length of an upload stands in our table; tus keeps nothing of its own. */
export class TusStore extends DataStore {
  override extensions = ['creation', 'creation-with-upload']

  constructor(private readonly ctx: Pick<Context, 'db' | 'uploads'>) {
    super()
  }

  override async getUpload(id: string): Promise<Upload> {
    const row = await this.ctx.db.upload.findUnique({ where: { id } })
    if (!row) throw ERRORS.FILE_NOT_FOUND
    return new Upload({ id, size: row.bytes, offset: await this.ctx.uploads.received(id) })
  }

  override write(bytes: Readable, id: string, offset: number): Promise<number> {
    return this.ctx.uploads.append(id, offset, bytes)
  }
}

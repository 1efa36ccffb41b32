import { Router, type Response } from 'express'
import { fail } from '../../kernel/errors.ts'
import type { DirectoryObjects } from './directory.ts'
import { dispositionOf } from './disposition.ts'
import type { SignedLink } from './signed-url.ts'

const policy = "default-src 'none'; sandbox"

/** Chromium shows no PDF in a sandbox, nor with `default-src 'none'`; its viewer keeps the scripts of a PDF to itself. */
const pdfPolicy = "frame-ancestors 'self'"

/**
 * `GET|HEAD /files/<key>?e&t&n&s`: opens what a signed URL of this store names, with ranges (RFC 9110, 14). No session, no listing.
 * Fails `forbidden` when the link was changed or has expired, `not-found` when there is no such object; answers 416 with
 * `Content-Range` when a range lies outside it.
 */
export function signedFilesRouter(store: DirectoryObjects): Router {
  const router = Router()

  router.get('/files/*key', async (req, res) => {
    const key = [req.params.key].flat().join('/')
    setHeaders(res, store.redeem(key, req.query))
    try {
      await sendFile(res, store.root, key)
    } catch (error) {
      // The reader went away: nobody is left to be told.
      if (res.headersSent || res.destroyed) return
      for (const name of ['Content-Disposition', 'Content-Type', 'Cache-Control']) res.removeHeader(name)
      const { status } = error as { status?: number }
      if (status === 404) fail('not-found', { key })
      if (status !== 416) throw error
      res.status(416).end()
    }
  })

  return router
}

function setHeaders(res: Response, link: SignedLink & { secondsLeft: number }): void {
  const { contentType, fileName, secondsLeft } = link
  res.set('Content-Disposition', dispositionOf(contentType, fileName))
  res.set('Content-Type', contentType)
  res.set('X-Content-Type-Options', 'nosniff')
  res.set('Content-Security-Policy', contentType === 'application/pdf' ? pdfPolicy : policy)
  res.set('Cache-Control', `private, max-age=${secondsLeft}, immutable`)
  // The address is the key to the file: it goes to no other site.
  res.set('Referrer-Policy', 'no-referrer')
}

function sendFile(res: Response, root: string, key: string): Promise<void> {
  const options = { root, dotfiles: 'deny', cacheControl: false, lastModified: false } as const
  return new Promise((resolve, reject) => {
    res.sendFile(key, options, (error?: Error) => (error ? reject(error) : resolve()))
  })
}

import type { Schemas } from '../../api/client.ts'

/** A photo that was taken and that the server has not acknowledged yet. It stays on the phone until then. */
export interface WaitingPhoto {
  readonly id: string
  /** Whoever took it: on a phone that is handed round, nobody sends another's photos. */
  readonly driverId: string
  readonly accidentId: string
  readonly shot: string
  readonly subject: string | null
  readonly file: File
  readonly capture: Schemas['Capture']
  /** Every byte arrived; only the acknowledgement is missing. */
  readonly arrived?: { readonly uploadId: string; readonly sha256: string }
}

/** A waiting photo as a page shows it. */
export interface PhotoOnItsWay {
  readonly photo: WaitingPhoto
  readonly phase: 'waiting' | 'sending' | 'failed'
  /** Part of the bytes that arrived, 0 to 1. */
  readonly sent: number
  readonly error?: unknown
}

/** Where photos wait: it must outlive the page. */
export interface PhotoStore {
  readonly all: () => Promise<readonly WaitingPhoto[]>
  readonly put: (photo: WaitingPhoto) => Promise<void>
  readonly remove: (id: string) => Promise<void>
}

export interface PhotoSender {
  readonly upload: (
    photo: WaitingPhoto,
    onProgress: (sent: number) => void,
  ) => Promise<NonNullable<WaitingPhoto['arrived']>>
  readonly acknowledge: (photo: WaitingPhoto, arrived: NonNullable<WaitingPhoto['arrived']>) => Promise<void>
}

/** Sends photos one after another, oldest first: on a weak network two at once are both late. */
export class PhotoOutbox {
  readonly #store: PhotoStore
  readonly #sender: PhotoSender
  readonly #listeners = new Set<() => void>()
  #photos: readonly PhotoOnItsWay[] = []
  #driverId: string | undefined
  #busy = false

  constructor(store: PhotoStore, sender: PhotoSender) {
    this.#store = store
    this.#sender = sender
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly snapshot = (): readonly PhotoOnItsWay[] => this.#photos

  /** Sends what this driver has waiting, now and whenever the network comes back, until the returned function is called. */
  run(driverId: string): () => void {
    this.#driverId = driverId
    const again = () => this.retryAll()
    window.addEventListener('online', again)
    void this.#load(driverId)
    return () => {
      window.removeEventListener('online', again)
      this.#driverId = undefined
    }
  }

  /** Keeps a photo on the phone, then sends it. Rejects only when the phone cannot keep it. */
  async add(photo: WaitingPhoto): Promise<void> {
    await this.#store.put(photo)
    this.#change([...this.#photos, { photo, phase: 'waiting', sent: 0 }])
    this.#send()
  }

  retryAll(): void {
    this.#change(
      this.#photos.map(({ photo, phase, sent }) => ({ photo, sent, phase: phase === 'failed' ? 'waiting' : phase })),
    )
    this.#send()
  }

  /** Gives up on a photo that the server will never take (no photo at all, too large). */
  async discard(id: string): Promise<void> {
    await this.#store.remove(id)
    this.#change(this.#photos.filter(({ photo }) => photo.id !== id))
  }

  async #load(driverId: string): Promise<void> {
    const kept = (await this.#store.all()).filter((photo) => photo.driverId === driverId)
    const known = new Set(this.#photos.map(({ photo }) => photo.id))
    const found = kept.filter(({ id }) => !known.has(id))
    this.#change([...this.#photos, ...found.map((photo) => ({ photo, phase: 'waiting' as const, sent: 0 }))])
    this.#send()
  }

  #send(): void {
    if (this.#busy) return
    this.#busy = true
    void this.#sendAll().finally(() => {
      this.#busy = false
      if (this.#next()) this.#send()
    })
  }

  #next(): PhotoOnItsWay | undefined {
    if (this.#driverId === undefined) return undefined
    return this.#photos.find(({ phase, photo }) => phase === 'waiting' && photo.driverId === this.#driverId)
  }

  async #sendAll(): Promise<void> {
    for (let next = this.#next(); next; next = this.#next()) {
      const { photo } = next
      this.#note(photo.id, { phase: 'sending' })
      try {
        await this.#sendOne(photo)
        await this.discard(photo.id)
      } catch (error) {
        this.#note(photo.id, { phase: 'failed', error })
      }
    }
  }

  async #sendOne(photo: WaitingPhoto): Promise<void> {
    const arrived = photo.arrived ?? (await this.#upload(photo))
    try {
      await this.#sender.acknowledge(photo, arrived)
    } catch (error) {
      // The server has looked at these bytes and lost or refused them: another try begins with the first byte.
      if (isRefused(error)) await this.#remember({ ...photo, arrived: undefined })
      throw error
    }
  }

  async #upload(photo: WaitingPhoto): Promise<NonNullable<WaitingPhoto['arrived']>> {
    const arrived = await this.#sender.upload(photo, (sent) => this.#note(photo.id, { sent }))
    await this.#remember({ ...photo, arrived })
    return arrived
  }

  async #remember(photo: WaitingPhoto): Promise<void> {
    await this.#store.put(photo)
    this.#note(photo.id, { photo })
  }

  #note(id: string, change: Partial<PhotoOnItsWay>): void {
    this.#change(this.#photos.map((each) => (each.photo.id === id ? { ...each, ...change } : each)))
  }

  #change(photos: readonly PhotoOnItsWay[]): void {
    this.#photos = photos
    for (const listener of this.#listeners) listener()
  }
}

/** An answer of the server, as against no answer. */
const isRefused = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'status' in error &&
  typeof error.status === 'number' &&
  error.status < 500

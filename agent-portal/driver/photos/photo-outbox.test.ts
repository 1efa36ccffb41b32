import { beforeEach, expect, it, vi } from 'vitest'
import { PhotoOutbox, type PhotoSender, type PhotoStore, type WaitingPhoto } from './photo-outbox.ts'

const photo = (id: string, driverId = 'driver-1'): WaitingPhoto => ({
  id,
  driverId,
  accidentId: 'accident-1',
  shot: 'front-overview',
  subject: null,
  file: new File([id], `${id}.jpg`, { type: 'image/jpeg' }),
  capture: { how: 'camera' },
})

/** A phone's storage that outlives the outbox. */
function storage(...photos: WaitingPhoto[]): PhotoStore & { readonly kept: Map<string, WaitingPhoto> } {
  const kept = new Map(photos.map((each) => [each.id, each]))
  return {
    kept,
    all: async () => [...kept.values()],
    put: async (each) => void kept.set(each.id, each),
    remove: async (id) => void kept.delete(id),
  }
}

let log: string[]
const arrived = { uploadId: 'upload-1', sha256: 'ab' }
const sender = (parts: Partial<PhotoSender> = {}): PhotoSender => ({
  upload: async ({ id }) => {
    log.push(`upload ${id}`)
    return arrived
  },
  acknowledge: async ({ id }) => void log.push(`acknowledge ${id}`),
  ...parts,
})

beforeEach(() => {
  log = []
  vi.stubGlobal('window', new EventTarget())
})

const settled = (outbox: PhotoOutbox, phases: string[]) =>
  vi.waitFor(() => expect(outbox.snapshot().map(({ phase }) => phase)).toEqual(phases))

it('sends photos in the order in which they were taken and forgets them only when they are acknowledged', async () => {
  const store = storage()
  const outbox = new PhotoOutbox(store, sender())
  outbox.run('driver-1')
  await Promise.all([outbox.add(photo('1')), outbox.add(photo('2'))])
  await settled(outbox, [])
  expect(log).toEqual(['upload 1', 'acknowledge 1', 'upload 2', 'acknowledge 2'])
  expect(store.kept.size).toBe(0)
})

it('sends what an earlier page left behind', async () => {
  const outbox = new PhotoOutbox(storage(photo('1')), sender())
  outbox.run('driver-1')
  await vi.waitFor(() => expect(log).toEqual(['upload 1', 'acknowledge 1']))
})

it('never sends the photos of another driver who used this phone', async () => {
  const store = storage(photo('1', 'driver-2'), photo('2'))
  const outbox = new PhotoOutbox(store, sender())
  outbox.run('driver-1')
  await vi.waitFor(() => expect(store.kept.has('2')).toBe(false))
  expect(log).toEqual(['upload 2', 'acknowledge 2'])
  expect(store.kept.has('1')).toBe(true)
})

it('keeps a photo whose upload failed, goes on with the next, and tries again when the network is back', async () => {
  let down = true
  const store = storage(photo('1'), photo('2'))
  const upload: PhotoSender['upload'] = async ({ id }) => {
    if (down && id === '1') throw new TypeError('no network')
    return arrived
  }
  const outbox = new PhotoOutbox(store, sender({ upload }))
  outbox.run('driver-1')
  await settled(outbox, ['failed'])
  expect([...store.kept.keys()]).toEqual(['1'])
  down = false
  window.dispatchEvent(new Event('online'))
  await settled(outbox, [])
  expect(store.kept.size).toBe(0)
})

it('does not upload again what has arrived and only waits for its acknowledgement', async () => {
  const store = storage(photo('1'))
  const silent = new PhotoOutbox(
    store,
    sender({
      acknowledge: async () => {
        throw new TypeError('no network')
      },
    }),
  )
  silent.run('driver-1')
  await settled(silent, ['failed'])
  log = []
  new PhotoOutbox(store, sender()).run('driver-1')
  await vi.waitFor(() => expect(store.kept.size).toBe(0))
  expect(log).toEqual(['acknowledge 1'])
})

it('begins with the first byte again when the server refused what arrived', async () => {
  const store = storage(photo('1'))
  const refusing = sender({
    acknowledge: async () => {
      throw Object.assign(new Error('hash-mismatch'), { status: 422 })
    },
  })
  const outbox = new PhotoOutbox(store, refusing)
  outbox.run('driver-1')
  await settled(outbox, ['failed'])
  expect(store.kept.get('1')?.arrived).toBeUndefined()
})

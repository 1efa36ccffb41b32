import type { PhotoStore, WaitingPhoto } from './photo-outbox.ts'

const storeName = 'waiting'

/** Waiting photos in the browser's own database: the only place on a phone that holds files and outlives the page. */
export function indexedPhotoStore(): PhotoStore {
  const opened = new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('kuaichu-photos', 1)
    request.onupgradeneeded = () => request.result.createObjectStore(storeName, { keyPath: 'id' })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('the phone keeps no photos'))
  })

  const act = async <Result>(
    mode: IDBTransactionMode,
    ask: (store: IDBObjectStore) => IDBRequest<Result>,
  ): Promise<Result> => {
    const transaction = (await opened).transaction(storeName, mode)
    return new Promise((resolve, reject) => {
      const request = ask(transaction.objectStore(storeName))
      // Only a finished transaction is on the disk.
      transaction.oncomplete = () => resolve(request.result)
      transaction.onabort = () => reject(transaction.error ?? new Error('the phone did not keep the photo'))
    })
  }

  return {
    all: () => act<WaitingPhoto[]>('readonly', (store) => store.getAll()),
    put: async (photo) => void (await act('readwrite', (store) => store.put(photo))),
    remove: async (id) => void (await act('readwrite', (store) => store.delete(id))),
  }
}

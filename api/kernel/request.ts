import { AsyncLocalStorage } from 'node:async_hooks'

/** What belongs to one HTTP request or one job, wherever in the code it has got to. */
export interface RequestScope {
  readonly requestId: string
  /** Set where the caller sent an Idempotency-Key: the first transaction of the request keeps its answer under it. */
  idempotency?: { readonly actor: string; readonly key: string; readonly requestHash: string; kept: boolean }
}

export const requestScope = new AsyncLocalStorage<RequestScope>()

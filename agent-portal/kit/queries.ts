import { QueryClient } from '@tanstack/react-query'

/** An answer of the server that asking again will not change, as against no answer or a server in trouble. */
function isRefusal(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('status' in error)) return false
  return typeof error.status === 'number' && error.status < 500
}

/** The client through which a portal reads from the server: asks again after a network failure, never after a refusal. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // The live channel says when something changed; until then what was read is good.
      queries: { staleTime: 30_000, retry: (failures, error) => failures < 3 && !isRefusal(error) },
      mutations: { retry: false },
    },
  })
}

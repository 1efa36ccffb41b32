import type { Request } from 'express'

/** The address as it is declared, never with ids in it. */
export function routeOf(request: Request): string {
  return request.route ? `${request.baseUrl}${String((request.route as { path: unknown }).path)}` : 'other'
}

import { queryOptions } from '@tanstack/react-query'
import { answer } from '../../api/client.ts'
import type { DriverApi } from '../services.ts'

export const meQuery = (api: DriverApi) =>
  queryOptions({ queryKey: ['me'], queryFn: () => answer(api.GET('/me')), staleTime: 5 * 60_000 })

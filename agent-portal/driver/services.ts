import { createContext, useContext } from 'react'
import type { Client } from 'openapi-fetch'
import type { paths } from '../api/schema.d.ts'

/** The API as the signed-in driver. */
export type DriverApi = Client<paths>

export const DriverApiContext = createContext<DriverApi | undefined>(undefined)

export function useApi(): DriverApi {
  const api = useContext(DriverApiContext)
  if (!api) throw new Error('no DriverApiContext above this page')
  return api
}

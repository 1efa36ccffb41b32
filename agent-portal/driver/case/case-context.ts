import { createContext, useContext } from 'react'
import type { Accident } from './case-queries.ts'

/** The case of the address, as it was last read. */
export const CaseContext = createContext<Accident | undefined>(undefined)

export function useCase(): Accident {
  const accident = useContext(CaseContext)
  if (!accident) throw new Error('no CaseContext above this page')
  return accident
}

import { z } from 'zod'
import { isPlate, normalisePlate } from '../../../vision/plates/grammar.ts'

/** A plate number as people type it, brought to storage form (upper case, no dot, no space) and held against the grammar. */
export const platePattern = z
  .string()
  .max(20)
  .transform(normalisePlate)
  .refine((text) => isPlate(text), 'not a plate number')

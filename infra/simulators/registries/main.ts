/** The state's registers: vehicles, driving licences, insurance policies. */
import { serve } from '../program/serve.ts'
import { registries } from './registries.ts'

serve('registries', registries)

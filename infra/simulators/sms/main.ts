/** A text message gateway: POST /messages, idempotent by Idempotency-Key. */
import { serve } from '../program/serve.ts'
import { smsGateway } from './gateway.ts'

serve('sms', smsGateway)

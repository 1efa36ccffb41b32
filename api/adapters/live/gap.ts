import type { LiveMessage } from '../../kernel/ports.ts'

/**
 * What a channel tells its listeners when messages may have been lost on the way to this process: the connection on which it
 * hears broke and is there again. Nothing that was known from messages holds any more.
 */
export const liveGap: LiveMessage = { room: '*', type: 'live.gap', id: '', version: 0 }

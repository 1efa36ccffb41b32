/** Both lists of the queue are stored below this key. */
export const queueKey = ['queue'] as const

/** First instant of a day (`2026-03-05`) in Asia/Shanghai, which knows no summer time. */
export const dayStart = (day: string): string => new Date(`${day}T00:00:00+08:00`).toISOString()

/** Last second of a day in Asia/Shanghai: whoever may act until a day may act all that day. */
export const dayEnd = (day: string): string => new Date(`${day}T23:59:59+08:00`).toISOString()

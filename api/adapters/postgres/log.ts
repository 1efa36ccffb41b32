/** What this folder needs of a logger; pino's satisfies it. Passwords and connection strings are never handed to it. */
export interface Log {
  info(details: object, message: string): void
  warn(details: object, message: string): void
}

export const silent: Log = { info: () => undefined, warn: () => undefined }

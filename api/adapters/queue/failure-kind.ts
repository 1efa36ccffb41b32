import { isFailure } from '../../kernel/errors.ts'

/** What is kept of a failure beside its job: never a message, which may quote what people entered. The log has the rest. */
export function failureKind(error: unknown): string {
  if (isFailure(error)) return error.code
  return error instanceof Error ? error.name : typeof error
}

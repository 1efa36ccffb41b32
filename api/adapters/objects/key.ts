import { fail } from '../../kernel/errors.ts'

/**
 * Keys are paths of plain names: letters, digits, `.`, `_`, `-`, no name begins with a dot. So no key can leave its root, name a
 * hidden file, or mean two things on two systems.
 */
const grammar = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}){0,15}$/

/** Fails `bad-input` for anything that is no key. */
export function requireKey(key: string): void {
  if (!grammar.test(key)) {
    fail('bad-input', { issues: [{ path: 'key', message: 'names of letters, digits, ".", "_", "-", joined by "/"' }] })
  }
}

/** Fails `bad-input` for anything but a key with a slash behind it. */
export function requireFolder(folder: string): void {
  if (!folder.endsWith('/')) fail('bad-input', { issues: [{ path: 'folder', message: 'a key and "/"' }] })
  requireKey(folder.slice(0, -1))
}

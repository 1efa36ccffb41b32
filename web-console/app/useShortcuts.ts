import { useEffect, useRef } from 'react'

export interface Shortcut {
  /** As KeyboardEvent.key names it. */
  readonly key: string
  readonly alt?: boolean
  /** What it does, for the help. */
  readonly does: string
  readonly run: () => void
}

/** What the parts of the page that is shown listen for, in the order they appeared. */
const declared = new Set<{ readonly current: readonly Shortcut[] }>()

/** Every key that works on this page now: for the help. */
export const declaredShortcuts = (): Shortcut[] => [...declared].flatMap(({ current }) => current)

/** Keys typed into a field belong to the field. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}

/** Enter on a button or link presses that, nothing else. */
const isPressed = (event: KeyboardEvent) =>
  event.key === 'Enter' && event.target instanceof HTMLElement && event.target.closest('a, button, summary') !== null

/** Listens for shortcuts as long as the component that declares them is on the page, and no dialog lies over it. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
  }, [shortcuts])

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (
        isTyping(event.target) ||
        isPressed(event) ||
        event.ctrlKey ||
        event.metaKey ||
        document.querySelector('dialog[open], [aria-modal="true"]')
      )
        return
      const found = latest.current.find(({ key, alt = false }) => key === event.key && alt === event.altKey)
      if (!found) return
      event.preventDefault()
      found.run()
    }
    declared.add(latest)
    document.addEventListener('keydown', onKeyDown)
    return () => {
      declared.delete(latest)
      document.removeEventListener('keydown', onKeyDown)
    }
  }, [])
}

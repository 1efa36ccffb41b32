import { useEffect, useRef } from 'react'

export interface Shortcut {
  /** As KeyboardEvent.key names it. */
  readonly key: string
  readonly alt?: boolean
  /** What it does, for the help. */
  readonly does: string
  readonly run: () => void
}

/** Keys typed into a field belong to the field. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}

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
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

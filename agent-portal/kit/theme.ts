import { useSyncExternalStore } from 'react'

/** What a person chooses; `system` follows the device. */
export const themeChoices = ['system', 'light', 'dark', 'night'] as const
export type ThemeChoice = (typeof themeChoices)[number]
export type Theme = Exclude<ThemeChoice, 'system'>

const storageKey = 'kuaichu-theme'
const listeners = new Set<() => void>()
const systemDark = () => window.matchMedia('(prefers-color-scheme: dark)')

/** Which theme a choice means on a device that is set to dark or not. On the road a dark device means `night`, at a desk `dark`. */
export function themeOf(choice: ThemeChoice, deviceIsDark: boolean, whenDark: 'dark' | 'night'): Theme {
  if (choice !== 'system') return choice
  return deviceIsDark ? whenDark : 'light'
}

/** Puts the stored choice on <html data-theme> and keeps it right while the device changes. Call once, before the first render. */
export function startTheme(whenDark: 'dark' | 'night'): void {
  const apply = () => {
    document.documentElement.dataset['theme'] = themeOf(themeChoice(), systemDark().matches, whenDark)
    for (const listener of listeners) listener()
  }
  systemDark().addEventListener('change', apply)
  window.addEventListener('storage', apply)
  window.addEventListener(storageKey, apply)
  apply()
}

export function themeChoice(): ThemeChoice {
  const stored = localStorage.getItem(storageKey)
  return themeChoices.find((choice) => choice === stored) ?? 'system'
}

export function chooseTheme(choice: ThemeChoice): void {
  localStorage.setItem(storageKey, choice)
  window.dispatchEvent(new Event(storageKey))
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The theme the page has now; renders again when it changes. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, () => {
    const theme = document.documentElement.dataset['theme']
    return theme === 'dark' || theme === 'night' ? theme : 'light'
  })
}

import type { ConsoleWords } from './words.zh.ts'

/** Words of the desk portal, second language. */
export const en: ConsoleWords = {
  console: {
    brand: 'Kuaichu',
    brandLine: 'desk',
    navigation: 'Main navigation',
    skip: 'Skip to content',
    dark: 'Dark mode',
    notFound: 'There is no such page',
    backHome: 'Back to the start',
    keys: {
      title: 'Keyboard',
      help: 'Keyboard help',
      fold: 'Fold or unfold the navigation',
      goTo: 'Go to {{section}}',
    },
    signedOut: 'Not signed in',
    signedOutText: 'After signing in you find here what waits for you.',
  },
  sections: { home: 'Home' },
}

import type { AppWords } from './words.zh.ts'

/** Words of the phone portal, second language. */
export const en: AppWords = {
  app: {
    skip: 'Skip to content',
    night: 'Night mode',
    notFound: 'There is no such page',
    backHome: 'Back to the start',
  },
}

import i18next, { type i18n, type Resource } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './words.en.ts'
import { zh } from './words.zh.ts'

const storageKey = 'kuaichu-language'

/**
 * Starts i18next for a portal: the kit's words and the portal's own namespaces, Chinese unless the reader chose English before.
 * Resources are bundled, so the first paint already speaks.
 */
export function startI18n(
  words: { readonly 'zh-CN': Resource[string]; readonly en: Resource[string] },
  language = storedLanguage(),
): i18n {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'zh-CN',
    supportedLngs: ['zh-CN', 'en'],
    resources: { 'zh-CN': { kit: zh, ...words['zh-CN'] }, en: { kit: en, ...words.en } },
    interpolation: { escapeValue: false }, // React escapes
    initAsync: false,
  })
  const announce = (chosen: string) => {
    document.documentElement.lang = chosen
    localStorage.setItem(storageKey, chosen)
  }
  announce(language)
  i18next.on('languageChanged', announce)
  return i18next
}

function storedLanguage(): string {
  return localStorage.getItem(storageKey) === 'en' ? 'en' : 'zh-CN'
}

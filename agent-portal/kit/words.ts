import { useTranslation } from 'react-i18next'
import type { Language } from './format/time.ts'

/** A text the server sends in both languages; a plain text stands for itself. */
export type LocalizedText = string | { readonly zh: string; readonly en: string }

export function useLanguage(): Language {
  return useTranslation().i18n.resolvedLanguage === 'en' ? 'en' : 'zh-CN'
}

/** Chooses from a text in both languages the one the reader uses. */
export function useLocalized(): (text: LocalizedText) => string {
  const language = useLanguage()
  return (text) => (typeof text === 'string' ? text : language === 'en' ? text.en : text.zh)
}

/** The words of namespace `kit`. */
export function useKitWords() {
  return useTranslation('kit').t
}

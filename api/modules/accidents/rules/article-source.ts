/** One row before the fields that follow from the statute are filled in. */
export interface ArticleSource {
  article: string
  zh: string
  en: string
}

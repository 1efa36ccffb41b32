import type { ReactNode } from 'react'
import { Button, Select, type SelectProps } from 'antd'
import { useTranslation } from 'react-i18next'

export interface CodePickerProps extends Pick<
  SelectProps<string | string[]>,
  'id' | 'value' | 'onChange' | 'allowClear'
> {
  readonly mode?: 'multiple'
  readonly choices: readonly { readonly value: string; readonly label: string }[]
  /** The query that the choices come from; left out where the page knows them. */
  readonly list?: { readonly isFetching: boolean; readonly error: unknown; readonly refetch: () => unknown }
  /** Where the server looks: what is typed goes there. Left out, the choices are all there and are looked through here. */
  readonly onSearch?: (typed: string) => void
}

/** A code chosen by its name: found by typing part of either, with the arrow keys or a press. */
export function CodePicker({ choices, list, onSearch, ...field }: CodePickerProps) {
  const { t } = useTranslation('console')
  return (
    <Select<string | string[]>
      {...field}
      showSearch={onSearch ? { filterOption: false, onSearch } : { optionFilterProp: 'label' }}
      options={[...choices]}
      loading={list?.isFetching ?? false}
      // In the dialog that it belongs to, where a screen reader looks for it.
      getPopupContainer={(node: HTMLElement) => node.closest<HTMLElement>('[role="dialog"]') ?? document.body}
      placeholder={t('choose')}
      popupRender={(menu) => <div ref={nameList}>{menu}</div>}
      notFoundContent={notFound()}
    />
  )

  /** The kit's list of options has no name of its own. */
  function nameList(popup: HTMLDivElement | null): void {
    popup?.querySelector('[role="listbox"]')?.setAttribute('aria-label', t('choices'))
  }

  function notFound(): ReactNode {
    if (list?.error) {
      return (
        <span className="picker-none" role="alert">
          {t('choicesFailed')}
          <Button size="small" onClick={() => void list.refetch()}>
            {t('again')}
          </Button>
        </span>
      )
    }
    return <span className="picker-none">{t(list?.isFetching ? 'choicesLoading' : 'choicesNone')}</span>
  }
}

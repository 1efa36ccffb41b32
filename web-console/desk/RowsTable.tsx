import type { ReactNode } from 'react'
import { Button, Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../agent-portal/kit/state/EmptyState.tsx'
import { LoadingState } from '../../agent-portal/kit/state/LoadingState.tsx'
import { RequestFailed } from '../../agent-portal/surveyor/session/RequestFailed.tsx'
import { useRowKeys } from './useRowKeys.ts'
import type { useRows } from './useRows.ts'
import './desk.css'

export interface RowsTableProps<Row extends object> {
  /** What the table lists, for screen readers. */
  readonly label: string
  readonly list: ReturnType<typeof useRows<Row>>
  /** Those of the list that are shown, where the reader filters. */
  readonly rows?: readonly Row[]
  readonly columns: TableColumnsType<Row>
  readonly rowKey: (row: Row) => string
  /** Enter, or a press on the row. */
  readonly onOpen?: (row: Row) => void
  readonly empty: { readonly title: string; readonly text?: ReactNode; readonly wayOut?: ReactNode }
}

/** A dense list with everything around it: loading, error, empty, more, and the keys j, k and Enter. */
export function RowsTable<Row extends object>(props: RowsTableProps<Row>) {
  const { label, list, rows = list.rows, columns, rowKey, onOpen, empty } = props
  const { t } = useTranslation('console')
  const { chosen, tableRef } = useRowKeys(rows.length, (index) => {
    const row = rows[index]
    if (row) onOpen?.(row)
  })

  if (list.error) return <RequestFailed error={list.error} onRetry={() => void list.refetch()} />
  if (list.isPending || (rows.length === 0 && list.isPlaceholderData)) return <LoadingState lines={8} />
  if (rows.length === 0 && !list.hasNextPage) {
    return (
      <EmptyState title={empty.title} wayOut={empty.wayOut}>
        {empty.text}
      </EmptyState>
    )
  }
  return (
    <div ref={tableRef} className="rows" role="region" aria-label={label}>
      <Table<Row>
        size="small"
        columns={columns}
        dataSource={rows}
        rowKey={rowKey}
        pagination={false}
        loading={list.isRefetching && !list.isFetchingNextPage && !list.readsByItself ? { delay: 300 } : false}
        onRow={(row, index) => ({
          'data-chosen': index === chosen,
          'data-opens': onOpen !== undefined,
          ...(onOpen ? { onClick: () => onOpen(row) } : {}),
        })}
      />
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </div>
  )
}

import { useRef, useState } from 'react'
import type { CsvResult } from '../../shared/index.ts'
import { Problem } from '../problem.tsx'
import { AreaField } from './fields.tsx'
import { FileButton } from './file-button.tsx'
import { wordsFromError } from './piece-form.tsx'
import { tableFromRows } from './table-text.ts'
import { addTable } from './wardrobe-api.ts'
import { counted } from './words.ts'

const EXAMPLE = 'name,kind,color,fabric,price\nNavy wool coat,coat,navy,wool,120'

/** A table as CSV. Rows that were not taken stand in the field again, each with what is wrong, to be put right there. */
export function AddByTable({ onChanged }: { onChanged: () => void }) {
  const [table, setTable] = useState('')
  const [result, setResult] = useState<CsvResult | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  // What was sent, so that sending it again after a lost answer adds no row twice.
  const sent = useRef({ table: '', key: '' })

  const send = async (text: string) => {
    setBusy(true)
    setTrouble(null)
    setResult(null)
    if (sent.current.table !== text) sent.current = { table: text, key: crypto.randomUUID() }
    try {
      const answer = await addTable(text, sent.current.key)
      setResult(answer)
      const refused = answer.results.filter(({ problems }) => problems.length > 0)
      setTable(tableFromRows(refused.map(({ cells }) => cells)))
      onChanged()
    } catch (error) {
      setTable(text)
      setTrouble(wordsFromError(error))
    } finally {
      setBusy(false)
    }
  }

  const refused = result?.results.filter(({ problems }) => problems.length > 0) ?? []
  return (
    <div className="add-way">
      <p className="row">
        <FileButton
          accept=".csv,text/csv,text/plain"
          disabled={isBusy}
          onFiles={([file]) => void file?.text().then(send)}
        >
          Choose a CSV file
        </FileButton>
        <span className="soft">or paste it below. The first row names the columns.</span>
      </p>
      <Problem text={trouble} />
      <output>
        {result && (
          <span className="notice table-result">
            {counted(result.added, 'piece')} added
            {result.repeated > 0 && `, ${result.repeated} there already`}
            {result.refused > 0 && `, ${counted(result.refused, 'row')} not taken`}.
            {result.otherColumns.length > 0 &&
              ` Kept as notes, because no field is called so: ${result.otherColumns.join(', ')}.`}
          </span>
        )}
      </output>
      {refused.length > 0 && (
        <>
          <h3>Not taken</h3>
          <ul className="refused-rows">
            {refused.map(({ row, problems, cells }) => (
              <li key={row}>
                <strong>Row {row}</strong>{' '}
                <span className="soft">{Object.values(cells).filter(Boolean).join(', ')}</span>
                <br />
                {problems.join('. ')}.
              </li>
            ))}
          </ul>
          <p>They stand below: put them right and add them again.</p>
        </>
      )}
      <AreaField
        label="The table"
        className="table-text"
        rows={6}
        spellCheck={false}
        placeholder={EXAMPLE}
        value={table}
        onText={setTable}
      />
      <button
        type="button"
        className="button"
        disabled={isBusy || table.trim() === ''}
        onClick={() => void send(table)}
      >
        {isBusy ? 'One moment…' : 'Add these'}
      </button>
    </div>
  )
}

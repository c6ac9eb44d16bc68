import { useEffect, useRef, useState, type SubmitEvent } from 'react'
import { type Item, type LineReading, type NewItem } from '../../shared/index.ts'
import { Problem } from '../problem.tsx'
import { WardrobeLink } from './wardrobe-link.tsx'
import { PieceForm, wordsFromError } from './piece-form.tsx'
import { Swatch } from './swatch.tsx'
import { addLine, addPiece, readLine } from './wardrobe-api.ts'
import { KIND_WORDS, plainWords } from './words.ts'

const READ_AFTER_MS = 200
const MISSING_WORDS = { subCategory: 'what kind of piece it is', colors: 'its colour' }

/** One line per piece, read while it is typed; what was understood stands below before anything is stored. */
export function AddByLine({ onChanged }: { onChanged: () => void }) {
  const input = useRef<HTMLInputElement>(null)
  const [line, setLine] = useState('')
  const [read, setRead] = useState<{ line: string; reading: LineReading } | null>(null)
  const [added, setAdded] = useState<Item | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [correcting, setCorrecting] = useState<Partial<NewItem> | null>(null)
  const typed = line.trim()

  useEffect(() => {
    if (typed === '') return undefined
    const gone = new AbortController()
    const timer = setTimeout(() => {
      readLine(typed, gone.signal).then(
        (reading) => setRead({ line: typed, reading }),
        // Reading ahead is a courtesy: what is wrong is said when the line is added.
        () => {},
      )
    }, READ_AFTER_MS)
    return () => {
      clearTimeout(timer)
      gone.abort()
    }
  }, [typed])

  const done = (item: Item) => {
    setAdded(item)
    setLine('')
    setRead(null)
    setCorrecting(null)
    onChanged()
    input.current?.focus()
  }

  const add = async (event: SubmitEvent) => {
    event.preventDefault()
    if (typed === '') return
    setBusy(true)
    setTrouble(null)
    try {
      done(await addLine(typed))
    } catch (error) {
      setTrouble(wordsFromError(error))
    } finally {
      setBusy(false)
    }
  }

  const reading = typed !== '' && read?.line === typed ? read.reading : null
  return (
    <div className="add-way">
      <form onSubmit={(event) => void add(event)}>
        <div className="field">
          <label htmlFor="piece-line">A piece in one line</label>
          <span className="hint" id="piece-line-hint">
            Like “navy wool coat, Arket, 120” or “striped cotton T-shirt, summer”.
          </span>
          <span className="line-row">
            <input
              id="piece-line"
              ref={input}
              maxLength={300}
              autoComplete="off"
              aria-describedby="piece-line-hint piece-line-reading"
              value={line}
              onChange={(event) => setLine(event.currentTarget.value)}
            />
            <button type="submit" className="button" disabled={isBusy || typed === ''}>
              Add it
            </button>
          </span>
        </div>
      </form>
      <div className="line-reading" id="piece-line-reading">
        {reading && <Understood reading={reading} />}
        {typed === '' && added && (
          <p>
            Added:{' '}
            <WardrobeLink href={`/wardrobe/${encodeURIComponent(added.id)}`}>{added.name}</WardrobeLink>
          </p>
        )}
      </div>
      {/* Announced once, when it is there; the reading changes with every key. */}
      <output className="visually-hidden">{added && typed === '' ? `Added: ${added.name}` : ''}</output>
      <Problem text={trouble} />
      {reading && correcting === null && (
        <button
          type="button"
          className="button quiet"
          onClick={() => setCorrecting({ name: typed, ...reading.piece })}
        >
          Change something first
        </button>
      )}
      {correcting && (
        <PieceForm
          initial={correcting}
          submit="Add it like this"
          onPiece={async (piece) => done(await addPiece(piece))}
          onCancel={() => setCorrecting(null)}
          isOpened
        />
      )}
    </div>
  )
}

function Understood({ reading: { piece, notUnderstood, missing } }: { reading: LineReading }) {
  const facts = [
    piece.subCategory && KIND_WORDS[piece.subCategory],
    piece.pattern && plainWords(piece.pattern),
    piece.fabric && plainWords(piece.fabric),
    piece.fit && plainWords(piece.fit),
    piece.sleeveLength && plainWords(piece.sleeveLength),
    piece.waistLevel && plainWords(piece.waistLevel),
    ...(piece.seasons ?? []).map(plainWords),
    piece.brand && `by ${piece.brand}`,
    piece.price !== undefined && piece.price !== null && `price ${piece.price}`,
  ].filter(Boolean)
  return (
    <>
      <p className="fact-row">
        <span className="soft">Understood:</span>
        {facts.map((fact) => (
          <span key={String(fact)} className="fact">
            {fact}
          </span>
        ))}
        {(piece.colors ?? []).map((color) => (
          <span key={color.name} className="fact">
            <Swatch hex={color.hex} /> {color.name}
          </span>
        ))}
        {facts.length === 0 && !piece.colors && <span>nothing yet</span>}
      </p>
      {missing.length > 0 && (
        <p>It does not say yet {missing.map((field) => MISSING_WORDS[field]).join(', nor ')}.</p>
      )}
      {notUnderstood.length > 0 && (
        <p className="soft">Kept as words only: {notUnderstood.map((word) => `“${word}”`).join(', ')}.</p>
      )}
    </>
  )
}

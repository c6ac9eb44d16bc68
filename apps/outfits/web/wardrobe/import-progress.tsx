import { useRef, useState } from 'react'
import { startRun } from 'unfold/client'
import { useKeptFocus } from 'unfold/react'
import type { ImportedPicture, WardrobeImport } from '../../shared/index.ts'
import { Problem } from '../problem.tsx'
import { useCommand } from '../use-command.ts'
import { FileButton } from './file-button.tsx'
import { countSettled, wordsFromCounts } from './import-counts.ts'
import { NamePicture } from './name-picture.tsx'
import { resumeSending, type Sending, sortOut, useSending } from './photo-sendings.ts'
import { Swatch } from './swatch.tsx'
import { closeImport, removePicture } from './wardrobe-api.ts'
import { counted } from './words.ts'

interface ImportProgressProps {
  found: WardrobeImport
  onChanged: () => void
}

/** One import as the server counts it: the same numbers after a reload and in every tab. */
export function ImportProgress({ found, onChanged }: ImportProgressProps) {
  const { counts, pictures } = found
  const sending = useSending(found.id)
  const { run, problem, isBusy } = useCommand()
  const place = useRef<HTMLElement>(null)
  const keepFocus = useKeptFocus(place)
  const isSending = sending !== undefined && sending.state !== 'over'
  const settled = countSettled(counts)
  const isWorking = counts.measuring > 0 || (counts.missing > 0 && isSending)
  const title = counted(counts.total, 'photo')
  const act = (work: () => Promise<unknown>) =>
    void run(async () => {
      await work()
      onChanged()
    })
  return (
    <section
      className="import sheet"
      aria-label={`Import of ${title}`}
      ref={place}
      tabIndex={-1}
      {...keepFocus}
    >
      <h2>{title}</h2>
      <progress max={counts.total} value={settled} aria-label={`Looked at, of ${title}`} />
      <p className="import-counts">{wordsFromCounts(counts)}</p>
      <SendingWords sending={sending} />
      <output className="visually-hidden">{isWorking ? '' : `${title}: ${wordsFromCounts(counts)}.`}</output>
      {counts.missing > 0 && !isSending && (
        <Missing found={found} onDone={() => act(() => closeImport(found.id))} />
      )}
      <PicturesToDo
        pictures={pictures.filter(({ state }) => state !== 'ready' && state !== 'measuring')}
        onChanged={onChanged}
        act={act}
      />
      <Problem text={problem} />
      {!isWorking && counts.missing === 0 && counts.needsYou === 0 && (
        <button
          type="button"
          className="button quiet"
          disabled={isBusy}
          onClick={() => act(() => closeImport(found.id))}
        >
          Done
        </button>
      )}
    </section>
  )
}

function SendingWords({ sending }: { sending: Sending | undefined }) {
  if (!sending) return null
  const { state, refused, trouble } = sending
  return (
    <>
      {state === 'waiting' && (
        <p>The server does not answer. The photos wait in this tab and are sent as soon as it does.</p>
      )}
      <Problem text={trouble} />
      {refused.length > 0 && (
        <div className="notice bad" role="alert">
          <p>{counted(refused.length, 'file was', 'files were')} not taken:</p>
          <ul>
            {refused.map(({ name, why }) => (
              <li key={name}>{why.includes(name) ? why : `${name}: ${why}`}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}

function Missing({ found, onDone }: { found: WardrobeImport; onDone: () => void }) {
  const [words, setWords] = useState<string | null>(null)
  const { missing } = found.counts
  return (
    <div className="notice">
      <p>
        {counted(missing, 'photo has', 'photos have')} not arrived. If no other tab is sending{' '}
        {missing === 1 ? 'it' : 'them'}, choose the same photos again: those that are here are not sent twice.
      </p>
      <p className="row">
        <FileButton
          isQuiet
          multiple
          accept="image/*"
          onFiles={(files) => {
            const n = resumeSending(found, sortOut(files).pictures)
            setWords(n === 0 ? 'All of these are here already.' : null)
          }}
        >
          Choose them again
        </FileButton>
        <button type="button" className="button quiet" onClick={onDone}>
          Do without {missing === 1 ? 'it' : 'them'}
        </button>
      </p>
      <output>{words}</output>
    </div>
  )
}

interface PicturesToDoProps {
  pictures: readonly ImportedPicture[]
  onChanged: () => void
  act: (work: () => Promise<unknown>) => void
}

/** What a person has to look at; the rest is in the wardrobe. */
function PicturesToDo({ pictures, onChanged, act }: PicturesToDoProps) {
  const [open, setOpen] = useState<string | null>(null)
  if (pictures.length === 0) return null
  return (
    <ul className="pictures-to-do">
      {pictures.map((picture) => (
        <li key={picture.id} data-open={open === picture.id}>
          {picture.state === 'needs_you' && (
            <img src={picture.thumbnail} alt="" width={96} height={96} decoding="async" />
          )}
          <div>
            <p className="picture-name">{picture.fileName || `Photo ${picture.position}`}</p>
            {picture.state === 'needs_you' && (
              <>
                <p className="fact-row">
                  <span className="soft">Measured:</span>
                  {picture.colors.map((color) => (
                    <span key={color.hex} className="fact">
                      <Swatch hex={color.hex} /> {color.name}
                    </span>
                  ))}
                </p>
                {picture.suggestion && <p>It seems to be: {picture.suggestion.name}.</p>}
                {open !== picture.id && (
                  <button type="button" className="button quiet" onClick={() => setOpen(picture.id)}>
                    Say what it is<span className="visually-hidden">: {picture.fileName}</span>
                  </button>
                )}
              </>
            )}
            {picture.state === 'unreadable' && <p>{picture.reason}</p>}
            {picture.state === 'failed' && <p>It could not be looked at this time.</p>}
            {picture.state === 'failed' && (
              <button
                type="button"
                className="button quiet"
                onClick={() => act(() => startRun('import-photo', { pictureId: picture.id }))}
              >
                Try it again<span className="visually-hidden">: {picture.fileName}</span>
              </button>
            )}
            <button type="button" className="quiet-link" onClick={() => act(() => removePicture(picture.id))}>
              Remove<span className="visually-hidden"> the photo {picture.fileName}</span>
            </button>
          </div>
          {open === picture.id && (
            <NamePicture
              picture={picture}
              onDone={() => {
                setOpen(null)
                onChanged()
              }}
              onCancel={() => setOpen(null)}
            />
          )}
        </li>
      ))}
    </ul>
  )
}

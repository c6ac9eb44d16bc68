import { useState, type SubmitEvent } from 'react'
import type { ImportedPicture, NewItem } from '../../shared/index.ts'
import { Problem } from '../problem.tsx'
import { useCommand } from '../use-command.ts'
import { FileButton } from '../wardrobe/file-button.tsx'
import { PieceForm } from '../wardrobe/piece-form.tsx'
import { nameImportedPicture, readLine, removePicture } from '../wardrobe/wardrobe-api.ts'
import { considerPiece, fetchImport, sendOnePicture } from './consider-api.ts'

/** What is known of the piece, before its owner-to-be has looked it over. */
interface Known {
  piece: Partial<NewItem>
  picture: ImportedPicture | null
}

const LOOK_AGAIN_MS = 400
const MOST_LOOKS = 100
const MOST_READING_MS = 15_000

/** A piece that is not owned yet, by a line or by a picture; either fills the form, which has the last word. */
export function AddConsidered({ openPiece }: { openPiece: (itemId: string) => void }) {
  const [line, setLine] = useState('')
  const [known, setKnown] = useState<Known | null>(null)
  const command = useCommand()

  const read = (event: SubmitEvent) => {
    event.preventDefault()
    void command.run(async () => {
      const { piece } = await readLine(line.trim(), AbortSignal.timeout(MOST_READING_MS))
      setKnown({ piece, picture: null })
    })
  }
  const take = (file: File) =>
    void command.run(async () => {
      const picture = await measure(file)
      setKnown({ piece: { colors: picture.colors, ...picture.suggestion }, picture })
    })

  if (known) {
    return (
      <section aria-labelledby="considered-form" className="considered-form">
        <h2 id="considered-form">Is this it?</h2>
        {known.picture && <img className="considered-photo" src={known.picture.thumbnail} alt="" />}
        <PieceForm
          initial={known.piece}
          isOpened
          submit="What would it change?"
          onPiece={async (piece) => openPiece(await consider(known, piece))}
          onCancel={() => {
            // Nobody waits for its name any more; what cannot be removed now is offered in the wardrobe.
            if (known.picture) removePicture(known.picture.id).catch(() => {})
            setKnown(null)
          }}
        />
      </section>
    )
  }
  return (
    <section aria-label="A piece">
      <form onSubmit={read} className="consider-line">
        <div className="field">
          <label htmlFor="consider-line">The piece, in one line</label>
          <span className="hint" id="consider-line-hint">
            Like “camel wool coat, 220” or “white leather sneakers”.
          </span>
          <input
            id="consider-line"
            required
            maxLength={300}
            autoComplete="off"
            aria-describedby="consider-line-hint"
            value={line}
            onChange={(event) => setLine(event.currentTarget.value)}
          />
        </div>
        <p className="row">
          <button type="submit" className="button" disabled={command.isBusy}>
            {command.isBusy ? 'One moment…' : 'Look at it'}
          </button>
          <span className="soft">or</span>
          <FileButton
            isQuiet
            accept="image/jpeg,image/png,image/webp,image/avif"
            disabled={command.isBusy}
            onFiles={([file]) => file && take(file)}
          >
            Take a picture of it
          </FileButton>
        </p>
      </form>
      <Problem text={command.problem} />
    </section>
  )
}

/** Measured colours that are left as they are stay measured ones. Answers the piece's id. */
async function consider({ picture }: Known, { colors, ...said }: NewItem): Promise<string> {
  if (!picture) return considerPiece({ colors, ...said }, null)
  const isSame = JSON.stringify(colors) === JSON.stringify(picture.colors)
  const item = await nameImportedPicture(picture.id, {
    ...said,
    ...(isSame ? {} : { colors }),
    considering: true,
  })
  return item.id
}

/** Its colours are measured by a run of its own, in a moment. */
async function measure(file: File): Promise<ImportedPicture> {
  let { id, pictures } = await sendOnePicture(file, crypto.randomUUID())
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    const [picture] = pictures
    if (picture?.state === 'unreadable' || picture?.state === 'failed')
      throw new Error(picture.reason ?? 'This picture could not be read.')
    if (picture?.state === 'needs_you') return picture
    await new Promise((done) => setTimeout(done, LOOK_AGAIN_MS))
    ;({ id, pictures } = await fetchImport(id))
  }
  throw new Error('The picture is still being measured. Try once more in a moment.')
}

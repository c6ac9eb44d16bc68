import { useRef, useState, type SubmitEvent } from 'react'
import type { ImportedPicture, NewItem } from '../../shared/index.ts'
import { Problem } from '../problem.tsx'
import { useCommand } from '../use-command.ts'
import { FileButton } from '../wardrobe/file-button.tsx'
import { PieceForm } from '../wardrobe/piece-form.tsx'
import { readLine } from '../wardrobe/wardrobe-api.ts'
import { considerPicture, considerPiece, fetchImport, sendOnePicture } from './consider-api.ts'

/** What is known of the piece, before its owner-to-be has looked it over. */
interface Known {
  piece: Partial<NewItem>
  picture: ImportedPicture | null
}

const LOOK_AGAIN_MS = 400
const MOST_LOOKS = 100

/** A piece that is not owned yet, by a line or by a picture; either fills the form, which has the last word. */
export function AddConsidered({ openPiece }: { openPiece: (itemId: string) => void }) {
  const [line, setLine] = useState('')
  const [known, setKnown] = useState<Known | null>(null)
  const command = useCommand()
  const stopped = useRef(new AbortController())

  const read = (event: SubmitEvent) => {
    event.preventDefault()
    void command.run(async () => {
      const { piece } = await readLine(line.trim(), stopped.current.signal)
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
          submit="What would it change?"
          onPiece={async (piece) =>
            openPiece(
              known.picture
                ? await considerPicture(known.picture.id, piece)
                : await considerPiece(piece, null),
            )
          }
          onCancel={() => setKnown(null)}
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

import { type Answer, ask, type TestServer } from './test-server.ts'

/**
 * Gives an account one of everything that the outfits keep, through the API, and answers the ids by kind once nothing of
 * it changes any more.
 */
export async function addWardrobe(
  server: TestServer,
  headers: Record<string, string>,
  marker: string,
  picture: Buffer,
): Promise<Record<string, string | number>> {
  const get = async (path: string) => (await ask(server, 'GET', path, { headers })).json
  const post = async (path: string, body: unknown, own: Record<string, string> = {}) =>
    made(path, await ask(server, 'POST', path, { headers: { ...headers, ...own }, body }))
  const pieces: string[] = []
  for (const line of [`navy ${marker} sweater`, 'black jeans', 'white sneakers'])
    pieces.push((await post('/api/wardrobe/lines', { line })).item.id)
  const [item] = pieces as [string]
  const outfit = {
    itemIds: pieces,
    howToStyle: `Turn the ${marker} sleeves up.`,
    whyItWorks: 'It is calm.',
    confidence: 'comfort-zone',
    vibeKeywords: [],
  }
  const { id: outfitId } = await post('/api/outfits/saved', { outfit })
  await post(`/api/outfits/worn/${outfitId}`, {})
  const { id: banId } = await post('/api/wardrobe/bans', { itemIds: [item], reason: marker })
  const considered = {
    name: `${marker} coat`,
    category: 'outerwear',
    subCategory: 'coat',
    colors: [{ hex: '#1d2a4a', name: 'navy' }],
  }
  const { item: thought } = await post('/api/consider-buying/items', { item: considered })
  // A name that says nothing: the picture waits for its owner.
  const { id: importId } = await post('/api/wardrobe/pictures?name=IMG_1.jpg', picture, {
    'content-type': 'image/jpeg',
  })
  const user = (await get('/api/me')).account.id
  const { job_id: job } = await post('/api/outfits/generate', { user_id: user, occasions: [marker] })
  while ((await get(`/api/wardrobe/imports/${importId}`)).counts.needsYou !== 1);
  while ((await get(`/api/jobs/${job}`)).status !== 'complete');
  const { pictures } = await get(`/api/wardrobe/imports/${importId}`)
  return {
    item,
    outfit: outfitId,
    ban: banId,
    considered: thought.id,
    import: importId,
    picture: pictures[0].id,
    position: pictures[0].position,
    job,
    slot: 1,
  }
}

function made(path: string, { status, text, json }: Answer): any {
  if (status >= 300) throw new Error(`${path} answered ${status}: ${text}`)
  return json
}

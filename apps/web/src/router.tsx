import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router'
import { readOutfitsSearch } from './outfits-search.ts'
import { Loading } from './shell/loading.tsx'
import { NotFound } from './shell/not-found.tsx'
import { PageError } from './shell/page-error.tsx'
import { Shell } from './shell/shell.tsx'
import { readWardrobeSearch } from './wardrobe-search.ts'

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Shell })

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./home/home.tsx'), 'Home'),
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./account/sign-in.tsx'), 'SignIn'),
})

const signUp = createRoute({
  getParentRoute: () => root,
  path: '/sign-up',
  component: lazyRouteComponent(() => import('./account/sign-up.tsx'), 'SignUp'),
})

const newStory = createRoute({
  getParentRoute: () => root,
  path: '/story',
  validateSearch: (search: Record<string, unknown>): { child?: number } =>
    Number.isInteger(search['child']) ? { child: search['child'] as number } : {},
  component: lazyRouteComponent(() => import('./pages/new-story.tsx'), 'NewStory'),
})

const read = createRoute({
  getParentRoute: () => root,
  path: '/read/$runId',
  component: lazyRouteComponent(() => import('./pages/read.tsx'), 'Read'),
})

const wholeStory = createRoute({
  getParentRoute: () => root,
  path: '/story/$storyId',
  component: lazyRouteComponent(() => import('./pages/whole-story.tsx'), 'WholeStory'),
})

const shelf = createRoute({
  getParentRoute: () => root,
  path: '/shelf',
  component: lazyRouteComponent(() => import('./pages/shelf.tsx'), 'Shelf'),
})

const family = createRoute({
  getParentRoute: () => root,
  path: '/family',
  component: lazyRouteComponent(() => import('./pages/family.tsx'), 'Family'),
})

const parent = createRoute({
  getParentRoute: () => root,
  path: '/parent',
  // A page of this site alone: an address that another site made leads nowhere else.
  validateSearch: (search: Record<string, unknown>): { next?: string } =>
    typeof search['next'] === 'string' && /^\/(?![/\\])/.test(search['next']) ? { next: search['next'] } : {},
  component: lazyRouteComponent(() => import('./pages/parent.tsx'), 'Parent'),
})

const occasion = createRoute({
  getParentRoute: () => root,
  path: '/occasion',
  validateSearch: readOutfitsSearch,
  component: lazyRouteComponent(() => import('./pages/occasion.tsx'), 'Occasion'),
})

const complete = createRoute({
  getParentRoute: () => root,
  path: '/complete',
  validateSearch: readOutfitsSearch,
  component: lazyRouteComponent(() => import('./pages/complete.tsx'), 'Complete'),
})

const considerBuying = createRoute({
  getParentRoute: () => root,
  path: '/consider-buying',
  validateSearch: readOutfitsSearch,
  component: lazyRouteComponent(() => import('./pages/consider-buying.tsx'), 'ConsiderBuying'),
})

const considerOutfits = createRoute({
  getParentRoute: () => root,
  path: '/consider-buying/outfits',
  validateSearch: readOutfitsSearch,
  component: lazyRouteComponent(() => import('./pages/consider-outfits.tsx'), 'ConsiderOutfits'),
})

const reveal = createRoute({
  getParentRoute: () => root,
  path: '/reveal',
  validateSearch: readOutfitsSearch,
  component: lazyRouteComponent(() => import('./pages/reveal.tsx'), 'Reveal'),
})

const wardrobe = createRoute({
  getParentRoute: () => root,
  path: '/wardrobe',
  validateSearch: readWardrobeSearch,
  component: lazyRouteComponent(() => import('./pages/wardrobe.tsx'), 'Wardrobe'),
})

const piece = createRoute({
  getParentRoute: () => root,
  path: '/wardrobe/$itemId',
  component: lazyRouteComponent(() => import('./pages/piece.tsx'), 'Piece'),
})

const kept = createRoute({
  getParentRoute: () => root,
  path: '/wardrobe/kept',
  validateSearch: (search: Record<string, unknown>): { list?: string } =>
    typeof search['list'] === 'string' ? { list: search['list'] } : {},
  component: lazyRouteComponent(() => import('./pages/kept.tsx'), 'Kept'),
})

const wardrobeProfile = createRoute({
  getParentRoute: () => root,
  path: '/wardrobe/profile',
  component: lazyRouteComponent(() => import('./pages/wardrobe-profile.tsx'), 'WardrobeProfile'),
})

const console = createRoute({
  getParentRoute: () => root,
  path: '/console',
  component: lazyRouteComponent(() => import('./console/run-list.tsx'), 'RunList'),
})

const consoleRun = createRoute({
  getParentRoute: () => root,
  path: '/console/$runId',
  component: lazyRouteComponent(() => import('./console/run-page.tsx'), 'RunPage'),
})

const routes = root.addChildren([
  home,
  signIn,
  signUp,
  newStory,
  read,
  wholeStory,
  shelf,
  family,
  parent,
  occasion,
  complete,
  considerBuying,
  considerOutfits,
  reveal,
  wardrobe,
  piece,
  kept,
  wardrobeProfile,
  console,
  consoleRun,
])

export function createAppRouter(queries: QueryClient) {
  return createRouter({
    routeTree: routes,
    context: { queries },
    defaultPreload: 'intent',
    defaultPendingComponent: Loading,
    defaultErrorComponent: PageError,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
  })
}

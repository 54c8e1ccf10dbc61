// The way out in one press or three of the shift key, and no more: these pages have to
// come over slow connections. They work without it.

const script = document.getElementById('right-door-script')
const root = document.documentElement

try {
  const { ExitThisPage } = await import(script.dataset.exit)
  document.body.classList.add('js-enabled', 'govuk-frontend-supported')
  for (const element of document.querySelectorAll('[data-module="govuk-exit-this-page"]')) {
    new ExitThisPage(element)
  }
} catch (error) {
  // Without its script a component must not be styled as if it had one.
  root.classList.remove('govuk-frontend-supported')
  document.body.classList.remove('govuk-frontend-supported')
  throw error
}

// Back would show the page again at once from the browser's memory.
window.addEventListener('pagehide', () => {
  document.body.hidden = true
})
window.addEventListener('pageshow', event => {
  if (event.persisted) {
    window.location.reload()
  }
})

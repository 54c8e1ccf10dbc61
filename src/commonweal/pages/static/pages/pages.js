// Leads "Back to list of news" to where the reader was: the same page of the
// list, narrowed the same way. Without this it leads to the list itself.
const article = document.querySelector('[data-module="cw-return"]')
const link = document.querySelector('.govuk-back-link')

if (article && link && document.referrer) {
  const from = new URL(document.referrer)
  const list = new URL(article.dataset.list, window.location.href)
  if (from.origin === window.location.origin && from.pathname === list.pathname) {
    link.href = from.pathname + from.search
  }
}

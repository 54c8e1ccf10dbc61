/* Shows what passkeys can be used for, in a browser that has them, and hands the
   buttons to django-allauth's script. Options stand in data attributes, because
   the content security policy allows no script inside a page. */
(function () {
  const forms = window.allauth.webauthn.forms;
  if (!window.PublicKeyCredential) return;
  for (const form of document.querySelectorAll('form[data-passkey]')) {
    const { passkey, button, credential, passwordless, options } = form.dataset;
    const parsed = options ? JSON.parse(options) : undefined;
    const wanted = {
      ids: { [passkey]: button, credential, passwordless },
      data: { creation_options: parsed, request_options: parsed },
    };
    forms[passkey + 'Form'](wanted);
    form.closest('.cw-passkey').hidden = false;
  }
  for (const note of document.querySelectorAll('.cw-no-passkey')) note.hidden = true;
})();

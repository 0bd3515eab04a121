from markupsafe import Markup

# GOV.UK Frontend's one inline script, which our policy knows by its hash: see GOVUK_INLINE_SCRIPT in the settings.
MARKS_JAVASCRIPT = Markup(
    "<script>document.body.className += ' js-enabled' + "
    "('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '');</script>"
)

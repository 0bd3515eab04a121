from django.forms.renderers import Jinja2


class GovukRenderer(Jinja2):
    pass

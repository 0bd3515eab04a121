from django import template

from repairs.council.dates import say_moment

register = template.Library()
register.filter("say_moment", say_moment)

"""Postcodes, references and phone numbers on one line, in the admin."""

from django import template

from repairs.council.whole import whole

register = template.Library()
register.filter("whole", whole)

"""How easy our words are to read: every page, as the walk finds it, and every message.

    python -m tests.access.words

Reading age is the Flesch-Kincaid grade and 5 years, because GOV.UK and most councils speak of it, and because it looks
at the two things that we can change: how long sentences are, and how long words are. Below 100 words any such formula
is noise. So a page is judged by itself where it has 100 words or more, and always with the others of its journey.
"""

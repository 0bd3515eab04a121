from typing import Any
from uuid import UUID

from repairs.govuk.fields import CountedText
from repairs.log.details.fields import PhotoFiles
from repairs.photos.models import MOST_IN_AN_ALBUM
from repairs.photos.services import add_photos, photos_of, remove_photo
from repairs.report.answers import Answers, Details
from repairs.report.step_form import StepForm

LONGEST = 500


class DetailsForm(StepForm):
    heading = "Tell us more about the problem"
    template = "report/details.html"
    aloud = "What else can you see? When did it begin, and what have you tried? You can add photos later."

    text = CountedText(
        label="What can you see? (optional)",
        help_text="Tell us where it is, when it began and what you have tried.",
        required=False,
        limit=LONGEST,
    )
    photos = PhotoFiles(
        label="Add photos (optional)",
        help_text=f"Up to {MOST_IN_AN_ALBUM}. Show the problem. Leave out people, and papers with names.",
        required=False,
    )

    def prepare(self) -> None:
        self.album = self.asking.draft.pk

    @classmethod
    def known(cls, answers: Answers) -> dict[str, Any]:
        return {"text": answers.details.text if answers.details else ""}

    def keep(self) -> dict[str, Any] | None:
        if remove := self.photo_to_remove():
            remove_photo(self.album, remove)
        _, refused = add_photos(self.album, self.cleaned_data["photos"])
        for refusal in refused:
            self.add_error("photos", refusal.sentence)
        return {"details": Details(text=self.cleaned_data["text"])}

    def photo_to_remove(self) -> UUID | None:
        try:
            return UUID(self.data.get("remove", ""))
        except ValueError:
            return None

    def stays(self) -> bool:
        return "remove" in self.data or "upload" in self.data

    def words(self) -> dict[str, Any]:
        photos = photos_of(self.album)
        return {"photos": photos, "most": MOST_IN_AN_ALBUM}

"""What the scenes share: their register, and the exercise that they are about."""

from collections.abc import Callable

from playwright.sync_api import Locator

from initiatives.models import Initiative

from .stage import Stage

TITLE = "Oefenvoorbeeld: taalcafé in de bibliotheek"
Scene = Callable[[Stage], Locator]


class Album(dict[str, Scene]):
    """Scenes by the names of their pictures, in the order in which they are played."""

    def picture(self, name: str) -> Callable[[Scene], Scene]:
        """Make a scene the one of a picture; it returns the elements that the picture shows."""

        def keep(scene: Scene) -> Scene:
            self[name] = scene
            return scene

        return keep


def example() -> Initiative:
    """The exercise."""
    return Initiative.objects.get(title=TITLE)


def last() -> int:
    """The number of the newest revision of the exercise."""
    return example().revisions.first().number

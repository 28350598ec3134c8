"""Property values on the wire and inside."""

from google.protobuf import struct_pb2
from hypothesis import given
from hypothesis import strategies as st

from pods.sandbox.provider.values import ABSENT, UNKNOWN, from_struct, has_unknown, to_struct

_SCALARS = st.booleans() | st.integers(-(2**53), 2**53) | st.text()
_VALUES = st.recursive(
    _SCALARS | st.just(UNKNOWN),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.text(max_size=8), _VALUES, max_size=6))
def test_a_value_survives_the_wire(properties: dict[str, object]) -> None:
    """What is sent arrives, whole numbers as integers and unknowns as unknowns."""
    wire = struct_pb2.Struct.FromString(to_struct(properties).SerializeToString())
    assert from_struct(wire) == properties


def test_absent_and_null_do_not_travel() -> None:
    """Nothing is sent for a property that is not there."""
    assert from_struct(to_struct({"a": ABSENT, "b": None, "c": 1})) == {"c": 1}


def test_a_secret_is_unwrapped() -> None:
    """A wrapped value is worth what it wraps; the engine marks it again."""
    wrapped = struct_pb2.Struct()
    wrapped.update(
        {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "value": "s3cret"}
    )
    outer = struct_pb2.Struct(fields={"password": struct_pb2.Value(struct_value=wrapped)})
    assert from_struct(outer) == {"password": "s3cret"}


def test_an_unknown_is_found_at_any_depth() -> None:
    """One unknown inside makes the whole unknown."""
    assert has_unknown({"a": [{"b": UNKNOWN}]})
    assert not has_unknown({"a": [{"b": 1}]})

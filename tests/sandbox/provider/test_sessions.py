"""Sessions of botocore: what they share."""

from pods.sandbox.provider.sessions import new_session


def test_a_model_is_read_once_in_a_process() -> None:
    """Two sessions have the same description of a service, and are two all the same."""
    first, second = new_session(), new_session()
    loaders = [each.get_component("data_loader") for each in (first, second)]
    described = [each.load_service_model("sts", "service-2") for each in loaders]
    assert described[0] is described[1]
    first.set_config_variable("region", "eu-west-1")
    assert second.get_config_variable("region") != "eu-west-1"

"""What moto's copies in other Regions are changed for: each keeps what it was made with.

- A replica of a key shares its settings with the primary, and its policy, description and tags are
  dropped: it gets its own.
- A replica of a secret forgets the key that it was asked to be encrypted with.
- A copied image forgets where it came from, its encryption and its tags; a registered one keeps
  only its name; a copied snapshot forgets its encryption and the time that it was given.
"""

from collections.abc import Callable
from typing import Any

__all__ = ["keep_image_settings", "keep_replica_keys", "keep_secret_keys"]

Wrap = Callable[[Any, str, Callable[..., Any]], None]

_REGISTERED = {
    "Architecture": "architecture",
    "EnaSupport": "ena_support",
    "ImdsSupport": "imds_support",
    "RootDeviceName": "root_device_name",
    "VirtualizationType": "virtualization_type",
}


def keep_replica_keys(wrap: Wrap) -> None:
    """Change how keys are replicated; `wrap` puts a function around a method, once."""
    from moto.kms.models import kms_backends  # noqa: PLC0415 - slow
    from moto.kms.responses import KmsResponse  # noqa: PLC0415

    def replicated(original: Any, self: Any) -> Any:
        answer = original(self)
        there = kms_backends[self.current_account][self._get_param("ReplicaRegion")]
        key = there.keys[self._get_param("KeyId")]
        shared = key.multi_region_configuration
        key.multi_region_configuration = {**shared, "MultiRegionKeyType": "REPLICA"}
        key.description = self._get_param("Description") or ""
        key.policy = self._get_param("Policy") or key.generate_default_policy()
        key.aliases, key.grants = {}, {}
        there.tagger.tag_resource(key.id, self._get_param("Tags") or [])
        return answer

    wrap(KmsResponse, "replicate_key", replicated)


def keep_secret_keys(wrap: Wrap) -> None:
    """Change how secrets are replicated."""
    from moto.secretsmanager.models import FakeSecret  # noqa: PLC0415

    def made(original: Any, self: Any, regions: Any, *positional: Any, **named: Any) -> Any:
        replicas = original(self, regions, *positional, **named)
        for replica, asked in zip(replicas, regions or [], strict=True):
            if asked.get("KmsKeyId"):
                replica.config["KmsKeyId"] = asked["KmsKeyId"]
        return replicas

    wrap(FakeSecret, "create_replicas", made)


def keep_image_settings(wrap: Wrap) -> None:
    """Change how images are registered, and images and snapshots copied."""
    from moto.ec2.models.amis import Ami  # noqa: PLC0415
    from moto.ec2.responses.amis import AmisResponse  # noqa: PLC0415
    from moto.ec2.responses.elastic_block_store import ElasticBlockStore  # noqa: PLC0415

    def tagged(image: Any, asked: Any) -> Any:
        given = asked._parse_tag_specification("image")  # noqa: SLF001 - moto has no other
        image.add_tags(given.get("image", {}))
        return image

    def copied(original: Any, self: Any) -> Any:
        answer = original(self)
        image = tagged(self.ec2_backend.amis[answer.result["ImageId"]], self)
        image.source_image_id = self._get_param("SourceImageId")
        image.source_image_region = self._get_param("SourceRegion")
        _encrypt(image.ebs_snapshot, self)
        return answer

    def registered(original: Any, self: Any) -> Any:
        answer = original(self)
        image = tagged(self.ec2_backend.amis[answer.result["ImageId"]], self)
        for member, attribute in _REGISTERED.items():
            if self._get_param(member) is not None:
                setattr(image, attribute, self._get_param(member))
        image.registered_mappings = self._get_param("BlockDeviceMappings", [])
        return answer

    def snapshot_copied(original: Any, self: Any) -> Any:
        answer = original(self)
        snapshot = self.ec2_backend.snapshots[answer.result["SnapshotId"]]
        snapshot.completion_duration_minutes = self._get_param("CompletionDurationMinutes")
        _encrypt(snapshot, self)
        return answer

    wrap(AmisResponse, "copy_image", copied)
    wrap(AmisResponse, "register_image", registered)
    wrap(ElasticBlockStore, "copy_snapshot", snapshot_copied)
    _show_mappings(Ami)


def _encrypt(snapshot: Any, asked: Any) -> None:
    parameter: Callable[[str], Any] = asked._get_param  # noqa: SLF001 - moto has no other
    if parameter("Encrypted"):
        snapshot.encrypted = True
        snapshot.kms_key_id = parameter("KmsKeyId")


def _show_mappings(image_class: Any) -> None:
    """Let images show the devices they were registered with, and how their copies are encrypted."""
    original = image_class.block_device_mappings
    if hasattr(original.fget, "changed_by_pods"):
        return

    def mappings(self: Any) -> Any:
        given = getattr(self, "registered_mappings", None)
        if given:
            return given
        snapshot = self.ebs_snapshot
        encryption = {"Encrypted": snapshot.encrypted, "KmsKeyId": snapshot.kms_key_id}
        return [{**each, "Ebs": {**each["Ebs"], **encryption}} for each in original.fget(self)]

    mappings.changed_by_pods = True  # type: ignore[attr-defined] # a mark on a function
    image_class.block_device_mappings = property(mappings)
